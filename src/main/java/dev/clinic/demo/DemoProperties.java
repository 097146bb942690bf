package dev.clinic.demo;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the demo data.
 *
 * @param enabled true or false; by default only on the embedded database of an
 * application that others cannot reach
 * @param seed what chance begins with: the same seed makes the same practices
 */
@ConfigurationProperties("clinic.demo")
record DemoProperties(@Nullable Boolean enabled, @DefaultValue("1") long seed) {

}
