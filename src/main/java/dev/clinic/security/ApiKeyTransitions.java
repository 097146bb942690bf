package dev.clinic.security;

import java.net.URI;
import java.util.Optional;

import dev.clinic.rest.InvalidField;
import dev.clinic.rest.Transitions;
import dev.clinic.record.Role;
import dev.clinic.people.User;
import dev.clinic.people.UserRepository;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.data.rest.webmvc.ResourceNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Issues API keys, puts others in their place and revokes them.
 */
@RepositoryRestController
class ApiKeyTransitions {

	private final ApiKeyRepository records;

	private final ApiKeys keys;

	private final UserRepository users;

	private final Transitions transitions;

	ApiKeyTransitions(ApiKeyRepository records, ApiKeys keys, UserRepository users, Transitions transitions) {
		this.records = records;
		this.keys = keys;
		this.users = users;
		this.transitions = transitions;
	}

	@PostMapping("/api-keys")
	ResponseEntity<IssuedKey> issue(@RequestBody Issue body) {
		this.transitions.valid(body);
		User user = userAt(body.user())
			.orElseThrow(() -> new InvalidField("user", "must be the address of a user who exists"));
		if (user.getRole() == Role.PATIENT || !user.isActive()) {
			throw new InvalidField("user", "must be an active member of the staff");
		}
		return ResponseEntity.status(HttpStatus.CREATED).body(IssuedKey.of(this.keys.issue(user, body.name())));
	}

	@PostMapping("/api-keys/{id}/rotate")
	ResponseEntity<IssuedKey> rotate(@PathVariable Long id) {
		this.records.findById(id).orElseThrow(ResourceNotFoundException::new);
		return ResponseEntity.ok(IssuedKey.of(this.keys.rotate(id)));
	}

	@PostMapping("/api-keys/{id}/revoke")
	ResponseEntity<PersistentEntityResource> revoke(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.revoke(now))));
	}

	private Optional<User> userAt(String address) {
		try {
			String path = String.valueOf(URI.create(address).getPath());
			String[] parts = path.split("/users/", 2);
			return (parts.length == 2) ? this.users.findById(Long.valueOf(parts[1])) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	record Issue(@NotBlank @Size(max = 80) String name, @NotNull String user) {
	}

	/**
	 * A key that was just issued: the only answer that ever shows it.
	 *
	 * @param id the record's id
	 * @param name what the key is for
	 * @param prefix its first characters
	 * @param key the key
	 * @param secret the secret that signs requests
	 */
	record IssuedKey(@Nullable Long id, String name, String prefix, String key, String secret) {

		static IssuedKey of(ApiKeys.Issued issued) {
			ApiKey record = issued.apiKey();
			return new IssuedKey(record.getId(), record.getName(), record.getPrefix(), issued.key(), issued.secret());
		}

	}

}
