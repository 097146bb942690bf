package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.AuditJoinTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;

/**
 * Collections of other records.
 */
@Entity
@Audited
class Links {

	@Id
	long id;

	@OneToMany
	@JoinTable(name = "links_own")
	Set<Target> own = new HashSet<>();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	@JoinColumn(name = "links_id")
	Set<Leaf> leaves = new HashSet<>();

	@ManyToMany
	@JoinTable(name = "links_many")
	@AuditJoinTable(name = "links_many_history")
	Set<Target> many = new HashSet<>();

	@ManyToMany
	@JoinTable(name = "links_spots")
	Set<Spot> spots = new HashSet<>();

	@ManyToMany
	@JoinTable(name = "links_animals")
	Set<Animal> animals = new HashSet<>();

	@ManyToMany
	@JoinTable(name = "links_outsiders")
	@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
	Set<Outsider> outsiders = new HashSet<>();

	@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
	Set<Part> parts = new HashSet<>();

	protected Links() {
	}

	Links(long id) {
		this.id = id;
	}

}
