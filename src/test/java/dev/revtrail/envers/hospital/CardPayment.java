package dev.revtrail.envers.hospital;

import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A payment by card.
 */
@Entity
@Audited
public class CardPayment extends Payment {

	public @Nullable String lastDigits;

}
