package dev.revtrail.envers.matrix.single;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record whose updates write no more than what changed, guarded by no version.
 */
@Entity
@Audited
@DynamicUpdate
public class Drifting {

	@Id
	public String id = "";

	public @Nullable String x;

	public @Nullable String y;

}
