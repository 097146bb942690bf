package dev.revtrail.envers.matrix.single;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * A record with an attribute of each primitive type, and an id that is assigned.
 */
@Entity
@Audited
public class Primitives {

	@Id
	public String id = "";

	public boolean flag;

	public byte octet;

	public short little;

	public int whole;

	public long big;

	public float single;

	public double doubled;

	public char letter = 'a';

}
