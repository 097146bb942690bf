package dev.clinic.billing;

import dev.clinic.record.NumberedRecord;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.validation.constraints.NotNull;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A part of a claim: it stays with its claim, and cannot change when that cannot.
 */
@MappedSuperclass
@Audited
public abstract class Cms1500Part extends NumberedRecord implements Ruled {

	@NotNull
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@OnDelete(action = OnDeleteAction.CASCADE)
	@JoinColumn(name = "cms1500_id", nullable = false)
	private Cms1500 form;

	private transient @Nullable Cms1500 loadedForm;

	protected Cms1500Part() {
	}

	protected Cms1500Part(Cms1500 form) {
		super(form.getOrganizationId());
		this.form = form;
	}

	@PostLoad
	void loaded() {
		this.loadedForm = this.form;
	}

	@Override
	public void requireChangeable() {
		if (this.loadedForm != null && this.loadedForm != this.form) {
			throw new RuleViolation("A part of a claim cannot move to another claim; delete it and create a new one.");
		}
		this.form.requireChangeable();
	}

	public Cms1500 getForm() {
		return this.form;
	}

}
