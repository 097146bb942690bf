package dev.clinic.api;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.clinic.billing.BillingItem;
import dev.clinic.billing.Cms1500;
import dev.clinic.billing.Cms1500Policy;
import dev.clinic.billing.CptCodesCms1500;
import dev.clinic.record.Money;
import dev.clinic.billing.Policy;
import dev.clinic.billing.WorkersCompensationPolicy;
import dev.clinic.care.CarePlan;
import dev.clinic.care.Diagnosis;
import dev.clinic.care.Goal;
import dev.clinic.care.Task;
import dev.clinic.forms.FormAnswer;
import dev.clinic.forms.FormAnswerGroup;
import dev.clinic.organization.FeatureToggle;
import dev.clinic.organization.Location;
import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationInfo;
import dev.clinic.organization.OrganizationMembership;
import dev.clinic.people.Address;
import dev.clinic.record.Role;
import dev.clinic.people.User;
import dev.clinic.scheduling.Appointment;
import dev.clinic.scheduling.AppointmentInclusion;
import dev.clinic.scheduling.AppointmentLocation;
import dev.clinic.scheduling.AppointmentSetting;
import dev.clinic.scheduling.Availability;
import dev.clinic.scheduling.ContactType;
import dev.clinic.security.ApiKey;
import dev.clinic.security.Authorities;
import dev.clinic.record.ClinicPrincipal;
import jakarta.persistence.EntityManager;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * An organization with one record of every type, made by the application itself.
 *
 * @param id the organization's id
 * @param owner its owner
 * @param provider its provider
 * @param patient its patient
 * @param appointment when its appointment begins
 * @param records the id of one record for each path under {@code /api}
 */
record Practice(String id, User owner, User provider, User patient, Instant appointment, Map<String, Object> records) {

	static Practice found(String id, Instant appointment, EntityManager entityManager,
			TransactionTemplate transactions) {
		Practice practice = transactions.execute((status) -> new Builder(id, appointment, entityManager).build());
		if (practice == null) {
			throw new IllegalStateException("No practice was made.");
		}
		return practice;
	}

	/**
	 * The address of one of the practice's records.
	 * @param path the path of its type
	 * @return the address under {@code /api}
	 */
	String uri(String path) {
		return "/api/" + (path.equals("providers") ? "users" : path) + "/" + this.records.get(path);
	}

	ClinicPrincipal as(Role role) {
		User user = (role == Role.PROVIDER) ? this.provider : this.owner;
		return new ClinicPrincipal(Long.parseLong(String.valueOf(user.getId())), user.getFullName(), user.getEmail(),
				role, this.id, this.id, Authorities.of(role));
	}

	private static final class Builder {

		private final String id;

		private final Instant appointment;

		private final EntityManager entityManager;

		private final Map<String, Object> records = new LinkedHashMap<>();

		Builder(String id, Instant appointment, EntityManager entityManager) {
			this.id = id;
			this.appointment = appointment;
			this.entityManager = entityManager;
		}

		Practice build() {
			keep("organizations", new Organization(this.id, this.id + " Practice", this.id, null));
			User owner = keep("staff", new User(this.id, Role.OWNER, "owner@" + this.id + ".test", "Olga", "Owner"));
			User provider = keep("providers",
					new User(this.id, Role.PROVIDER, "provider@" + this.id + ".test", "Paul", "Provider"));
			User patient = keep("users",
					new User(this.id, Role.PATIENT, "patient@" + this.id + ".test", "Pia", "Patient"));
			patient.getLanguages().add("en");
			keep("api-keys", new ApiKey(owner, "Key", "abc", this.id + "-hash", "cipher"));
			OrganizationInfo info = keep("organization-infos",
					new OrganizationInfo(this.id, "mail@" + this.id + ".test", "555"));
			info.getSettings().put("locale", "en");
			keep("organization-memberships",
					new OrganizationMembership(provider, "Physician", LocalDate.parse("2024-01-01")));
			keep("feature-toggles", new FeatureToggle(this.id, "messaging", "Chat"));
			schedule(provider, patient);
			care(provider, patient);
			bill(provider, patient);
			this.entityManager.flush();
			this.records.replaceAll((path, record) -> this.entityManager.getEntityManagerFactory()
				.getPersistenceUnitUtil()
				.getIdentifier(record));
			return new Practice(this.id, owner, provider, patient, this.appointment, this.records);
		}

		private void schedule(User provider, User patient) {
			Location site = keep("locations",
					new Location(this.id, "Main", new Address("1 Main St", "Springfield", "IL", "62701", "US")));
			AppointmentLocation room = keep("appointment-locations",
					new AppointmentLocation(this.id, "Room 1", ContactType.IN_PERSON, site));
			AppointmentSetting setting = keep("appointment-settings",
					new AppointmentSetting(this.id, "Default", null, 24, Money.usd("25.00")));
			setting.getLocations().add(room);
			setting.getLengths().put(ContactType.VIDEO, 20);
			keep("availabilities",
					new Availability(provider, DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0)));
			Appointment appointment = keep("appointments",
					new Appointment(patient, provider, this.appointment, 30, ContactType.IN_PERSON));
			appointment.getReminders().add(24);
			keep("appointment-inclusions",
					new AppointmentInclusion(appointment, provider, AppointmentInclusion.Part.COLLEAGUE));
		}

		private void care(User provider, User patient) {
			CarePlan plan = keep("care-plans", new CarePlan(patient, provider, "Knee", LocalDate.parse("2030-01-01")));
			keep("goals", new Goal(plan, "Walk", LocalDate.parse("2030-06-01")));
			Task task = keep("tasks", new Task(this.id, "Call", provider, patient, LocalDate.parse("2030-02-01")));
			task.getLabels().addAll(List.of("phone", "soon"));
			FormAnswerGroup form = keep("form-answer-groups", new FormAnswerGroup(patient, "Intake"));
			FormAnswer answer = form.answer("Allergies", "none");
			this.entityManager.persist(answer);
			this.records.put("form-answers", answer);
		}

		private void bill(User provider, User patient) {
			keep("billing-items",
					new BillingItem(patient, "Visit", Money.usd("120.00"), LocalDate.parse("2030-03-31")));
			Policy policy = keep("policies", new Policy(patient, "Acme Health", "P-1", LocalDate.parse("2030-01-01")));
			keep("workers-compensation-policies",
					new WorkersCompensationPolicy(patient, "Acme Work", "W-1", LocalDate.parse("2030-01-01"), "Mill"));
			Diagnosis diagnosis = keep("diagnoses",
					new Diagnosis(patient, "E11.9", "Diabetes", LocalDate.parse("2024-01-01")));
			Cms1500 form = keep("cms1500s",
					new Cms1500(patient, provider, LocalDate.parse("2030-03-01"), Money.usd("120.00")));
			form.getDiagnoses().add(diagnosis);
			keep("cms1500-policies", new Cms1500Policy(form, policy, 1));
			CptCodesCms1500 procedure = keep("cpt-codes-cms1500s",
					new CptCodesCms1500(form, "99213", 1, Money.usd("120.00")));
			procedure.getModifiers().addAll(List.of("25", "59"));
		}

		private <T> T keep(String path, T record) {
			this.entityManager.persist(record);
			this.records.put(path, record);
			return record;
		}

	}

}
