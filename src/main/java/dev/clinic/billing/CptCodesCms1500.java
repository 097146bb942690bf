package dev.clinic.billing;

import java.util.ArrayList;
import java.util.List;

import dev.clinic.record.Money;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;

/**
 * A procedure that a claim is made for, by its CPT code.
 */
@Entity
@Table(name = "cpt_codes_cms1500")
@Audited
@Tracked(name = "CPT_CODES_CMS1500", patient = "form.patient", organization = "organizationId", label = "code")
public class CptCodesCms1500 extends Cms1500Part {

	@NotNull
	@Pattern(regexp = "\\d{4}[0-9A-Z]", message = "must be a CPT code such as 99213")
	@Column(nullable = false, length = 5)
	private String code;

	@Size(max = 4)
	@ElementCollection
	@CollectionTable(name = "cpt_codes_cms1500_modifier", joinColumns = @JoinColumn(name = "cpt_codes_cms1500_id"))
	@OnDelete(action = OnDeleteAction.CASCADE)
	@OrderColumn(name = "position")
	@Column(name = "modifier", nullable = false, length = 2)
	private List<@NotNull @Pattern(regexp = "[0-9A-Z]{2}",
			message = "must be a modifier of two letters or digits") String> modifiers = new ArrayList<>();

	@Min(1)
	@Max(999)
	@Column(nullable = false)
	private int units = 1;

	@NotNull
	@Valid
	@Embedded
	@EmbeddedColumnNaming("charge_%s")
	private Money charge;

	protected CptCodesCms1500() {
	}

	/**
	 * Adds a procedure to a claim.
	 * @param form the claim
	 * @param code the CPT code
	 * @param units how often
	 * @param charge what is claimed for it
	 */
	public CptCodesCms1500(Cms1500 form, String code, int units, Money charge) {
		super(form);
		this.code = code;
		this.units = units;
		this.charge = charge;
	}

	/**
	 * Corrects the number of units.
	 * @param units how often the procedure was done
	 */
	public void correct(int units) {
		this.units = units;
	}

	public List<String> getModifiers() {
		return this.modifiers;
	}

}
