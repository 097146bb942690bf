package dev.revtrail.envers.matrix.collections;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;

/**
 * Lists, with and without an order of their own.
 */
@Entity
@Audited
class Lists {

	@Id
	long id;

	@ElementCollection
	@OrderColumn
	List<String> steps = new ArrayList<>();

	@ElementCollection
	@OrderBy
	List<String> ordered = new ArrayList<>();

	@ElementCollection
	List<String> bag = new ArrayList<>();

	@ElementCollection
	@OrderColumn
	List<Line> lines = new ArrayList<>();

	@ManyToMany
	@OrderColumn
	@JoinTable(name = "lists_targets")
	List<Target> targets = new ArrayList<>();

	@ManyToMany
	@JoinTable(name = "lists_target_bag")
	List<Target> targetBag = new ArrayList<>();

	protected Lists() {
	}

	Lists(long id) {
		this.id = id;
	}

}
