package dev.clinic.security;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key that encrypts signing secrets.
 *
 * @param key 32 bytes in Base64; where there is none, the file holds it
 * @param file holds the key and is made at the first start; it belongs to the database
 * and is lost with care
 */
@ConfigurationProperties("clinic.secrets")
record SecretsProperties(@Nullable String key, @DefaultValue("data/clinic.key") Path file) {

}
