package dev.revtrail.envers.matrix.collections;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.SortNatural;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;

/**
 * Collections of basic values.
 */
@Entity
@Audited
class Basics {

	@Id
	long id;

	@ElementCollection
	Set<String> words = new HashSet<>();

	@ElementCollection
	@SortNatural
	SortedSet<String> sorted = new TreeSet<>();

	@ElementCollection
	Set<LocalDate> dates = new HashSet<>();

	@ElementCollection
	Set<Instant> instants = new HashSet<>();

	@ElementCollection
	@Enumerated(EnumType.STRING)
	Set<Level> levels = new HashSet<>();

	@ElementCollection
	@Enumerated(EnumType.ORDINAL)
	Set<Level> ordinals = new HashSet<>();

	@ElementCollection
	@Column(precision = 12, scale = 3)
	Set<BigDecimal> amounts = new HashSet<>();

	@ElementCollection
	@Convert(converter = CentsConverter.class)
	Set<Cents> prices = new HashSet<>();

	@ElementCollection
	Set<UUID> uuids = new HashSet<>();

	@ElementCollection
	Set<Double> doubles = new HashSet<>();

	@ElementCollection
	@OrderColumn
	@Column(length = 50)
	List<byte[]> pictures = new ArrayList<>();

	@NotAudited
	@ElementCollection
	Set<String> secrets = new HashSet<>();

	protected Basics() {
	}

	Basics(long id) {
		this.id = id;
	}

}
