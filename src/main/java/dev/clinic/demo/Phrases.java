package dev.clinic.demo;

import java.util.List;
import java.util.Map;

/**
 * The texts that people in a practice write again and again.
 */
final class Phrases {

	static final List<String> REASONS = List.of("Annual check-up", "Follow-up", "Persistent cough", "Back pain",
			"Medication review", "Blood pressure check", "Skin rash", "Headaches", "Knee pain", "Sleep problems",
			"Vaccination", "Lab results");

	static final List<String> CANCELLATIONS = List.of("Feeling better", "Cannot leave work", "No child care",
			"Car trouble", "Family emergency", "Found an earlier appointment elsewhere");

	static final List<Coded> DIAGNOSES = List.of(new Coded("I10", "Essential (primary) hypertension"),
			new Coded("E11.9", "Type 2 diabetes mellitus without complications"),
			new Coded("M54.50", "Low back pain, unspecified"), new Coded("J06.9", "Acute upper respiratory infection"),
			new Coded("F41.1", "Generalized anxiety disorder"),
			new Coded("F32.1", "Major depressive disorder, moderate"), new Coded("G47.00", "Insomnia, unspecified"),
			new Coded("L30.9", "Dermatitis, unspecified"),
			new Coded("M17.11", "Unilateral primary osteoarthritis, right knee"), new Coded("R51.9", "Headache"));

	static final List<Coded> PROCEDURES = List.of(new Coded("99213", "110.00"), new Coded("99214", "165.00"),
			new Coded("99203", "140.00"), new Coded("36415", "12.00"), new Coded("80053", "38.00"),
			new Coded("93000", "55.00"));

	static final List<String> PRICES = List.of("95.00", "110.00", "120.00", "150.00", "165.00", "180.00");

	static final List<String> FAILURES = List.of("Card declined", "Card expired", "Insufficient funds",
			"The bank did not answer");

	static final List<String> NOTES = List.of("Address checked by telephone.", "Asked for a copy of the record.",
			"Merged by hand with the chart of the earlier practice.", "Complaint received; see the letter on file.",
			"The change was made on the patient's request.", "Reviewed in the quarterly audit.");

	/** Who receives a print, and what for. */
	static final List<Map.Entry<String, String>> RECIPIENTS = List.of(Map.entry("The patient", "To take home"),
			Map.entry("Lakeside Cardiology, 12 Harbor Street", "Second opinion"),
			Map.entry("Evergreen Health Plan", "Prior authorization"));

	static final List<String> PAYERS = List.of("Evergreen Health Plan", "Lakeside Mutual", "Union Shield",
			"Northeast Care Alliance");

	static final List<String> REJECTIONS = List.of("The number of units exceeds the policy's limit",
			"The diagnosis does not support the procedure", "Prior authorization is missing");

	static final List<Question> INTAKE = List.of(
			new Question("Which medication do you take?",
					List.of("None", "Lisinopril 10 mg", "Metformin 500 mg, twice a day", "Ibuprofen as needed")),
			new Question("Are you allergic to anything?", List.of("No", "Penicillin", "Peanuts", "Pollen")),
			new Question("Do you smoke?", List.of("No", "Stopped two years ago", "Five cigarettes a day")),
			new Question("Whom shall we call in an emergency?",
					List.of("My wife", "My husband", "My sister", "A friend")));

	static final List<Question> FOLLOW_UP = List.of(
			new Question("How have you felt since your last visit?",
					List.of("Much better", "A little better", "The same", "Worse, especially in the mornings")),
			new Question("How well did you sleep, from 0 to 10?", List.of("3", "5", "6", "8")),
			new Question("Has your medication changed?", List.of("No", "I stopped taking it", "The dose was halved")));

	static final List<String> GOALS = List.of("Walk 30 minutes on five days a week", "Lose five pounds",
			"Blood pressure below 130/80", "Sleep seven hours a night", "Stop smoking", "HbA1c below 7 %",
			"Climb stairs without pain");

	static final List<String> PLANS = List.of("Blood pressure under control", "Back to work", "Better sleep",
			"Living with diabetes", "Stronger knees");

	static final List<String> TASKS = List.of("Send the referral letter", "Request the records of the last practice",
			"Call about the lab results", "Order the blood test", "Ask for prior authorization",
			"Send the exercise sheet");

	private Phrases() {
	}

	/**
	 * A code and what it stands for.
	 *
	 * @param code the code
	 * @param text its meaning, or what it costs
	 */
	record Coded(String code, String text) {
	}

	/**
	 * A question and what people answer.
	 *
	 * @param label the question
	 * @param answers the answers
	 */
	record Question(String label, List<String> answers) {
	}

}
