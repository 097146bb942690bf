package dev.revtrail.envers.archive;

import dev.revtrail.Masked;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A superclass with a name and a masked name.
 */
@MappedSuperclass
@Audited
public abstract class Named {

	public @Nullable String name;

	@Masked
	public @Nullable String nickname;

}
