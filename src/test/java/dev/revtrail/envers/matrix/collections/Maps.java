package dev.revtrail.envers.matrix.collections;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.MapKeyJoinColumn;
import org.hibernate.annotations.SortNatural;
import org.hibernate.envers.Audited;

/**
 * Maps from and to all kinds.
 */
@Entity
@Audited
class Maps {

	@Id
	long id;

	@ElementCollection
	Map<String, String> texts = new HashMap<>();

	@ElementCollection
	@SortNatural
	SortedMap<String, Integer> numbers = new TreeMap<>();

	@ElementCollection
	@MapKeyEnumerated(EnumType.STRING)
	Map<Level, String> byLevel = new HashMap<>();

	@ElementCollection
	Map<LocalDate, Level> byDate = new HashMap<>();

	@ElementCollection
	@MapKeyColumn(name = "price", precision = 12, scale = 3)
	Map<BigDecimal, String> byAmount = new HashMap<>();

	@ElementCollection
	Map<Coord, String> byCoord = new HashMap<>();

	@ElementCollection
	@MapKeyJoinColumn(name = "key_id")
	Map<Target, String> textByTarget = new HashMap<>();

	@ElementCollection
	@MapKeyJoinColumn(name = "key_id")
	Map<Target, Line> lineByTarget = new HashMap<>();

	@ManyToMany
	@JoinTable(name = "maps_ternary")
	@MapKeyJoinColumn(name = "key_id")
	Map<Target, Animal> ternary = new HashMap<>();

	@ElementCollection
	@MapKeyJoinColumn(name = "key_hall", referencedColumnName = "hall")
	@MapKeyJoinColumn(name = "key_number", referencedColumnName = "number")
	Map<Spot, String> bySpot = new HashMap<>();

	@ManyToMany
	@JoinTable(name = "maps_named")
	@MapKeyColumn(name = "alias")
	Map<String, Target> named = new HashMap<>();

	@ManyToMany
	@JoinTable(name = "maps_leveled")
	@MapKeyColumn(name = "level_key")
	Map<Level, Target> leveled = new HashMap<>();

	@ManyToMany
	@JoinTable(name = "maps_coded")
	@MapKey(name = "code")
	Map<String, Target> coded = new HashMap<>();

	protected Maps() {
	}

	Maps(long id) {
		this.id = id;
	}

}
