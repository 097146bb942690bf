package dev.clinic.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.clinic.billing.BillingItem;
import dev.clinic.billing.Cms1500;
import dev.clinic.billing.Policy;
import dev.clinic.care.CarePlan;
import dev.clinic.care.Diagnosis;
import dev.clinic.care.Goal;
import dev.clinic.forms.FormAnswer;
import dev.clinic.forms.FormAnswerGroup;
import dev.clinic.record.Role;
import dev.clinic.people.User;
import dev.clinic.scheduling.Appointment;
import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordTypes;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Has it recorded whose records somebody is about to see under {@code /api}: those of
 * patients, one by one, before the answer. What cannot be recorded is not shown.
 */
@ControllerAdvice
class RecordReads implements ResponseBodyAdvice<Object> {

	private static final Set<Class<?>> OF_PATIENTS = Set.of(Appointment.class, BillingItem.class, CarePlan.class,
			Cms1500.class, Diagnosis.class, FormAnswer.class, FormAnswerGroup.class, Goal.class, Policy.class);

	private final EventLog events;

	private final RecordTypes types;

	RecordReads(EventLog events, RecordTypes types) {
		this.events = events;
		this.types = types;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (HttpMethod.GET.equals(request.getMethod())) {
			List<Object> records = new ArrayList<>();
			collect(body, records);
			List<Event> events = records.stream()
				.filter(RecordReads::isOfPatient)
				.flatMap((record) -> this.types.of(record).stream())
				.map((record) -> Event.of(Action.VIEW, record))
				.toList();
			this.events.recordAlone(events);
		}
		return body;
	}

	private static void collect(@Nullable Object body, List<Object> records) {
		if (body instanceof CollectionModel<?> several) {
			several.forEach((one) -> collect(one, records));
		}
		else if (body instanceof EntityModel<?> one && one.getContent() != null) {
			records.add(one.getContent());
		}
	}

	private static boolean isOfPatient(Object record) {
		return (record instanceof User user) ? user.getRole() == Role.PATIENT
				: OF_PATIENTS.stream().anyMatch((type) -> type.isAssignableFrom(Hibernate.getClass(record)));
	}

}
