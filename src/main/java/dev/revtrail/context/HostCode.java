package dev.revtrail.context;

import java.util.Collection;
import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * Distinguishes the application's own code from that of libraries by the names of
 * packages. Classes below the package of the application's main class are its own, even
 * if a library's package begins the same way.
 */
public final class HostCode {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"org.springframework.", "org.hibernate.", "org.apache.", "org.eclipse.", "io.undertow.", "io.netty.",
			"reactor.", "org.aspectj.", "net.bytebuddy.", "kotlin.", "kotlinx.", "scala.", "groovy.", "com.fasterxml.",
			"tools.jackson.", "graphql.", "io.grpc.", "io.micrometer.", "io.opentelemetry.", "org.quartz.",
			"org.jobrunr.", "com.github.kagkarlsson.", "net.javacrumbs.", "com.zaxxer.", "com.mchange.", "io.agroal.",
			"oracle.", "net.ttddyy.", "com.p6spy.", "com.querydsl.", "com.blazebit.", "io.hypersistence.", "org.jooq.",
			"org.mybatis.", "org.h2.", "com.mysql.", "org.mariadb.", "org.postgresql.", "org.flywaydb.", "liquibase.",
			"org.junit.");

	private final List<String> packages;

	private final List<String> families;

	private HostCode(Collection<String> packages) {
		this.packages = packages.stream()
			.map((name) -> name + ".")
			.filter((name) -> LIBRARIES.stream().noneMatch((library) -> library.startsWith(name)))
			.toList();
		this.families = this.packages.stream()
			.filter((name) -> !startsWith(name, LIBRARIES))
			.map(HostCode::family)
			.toList();
	}

	/** The first two parts, as an application's modules often share no more. */
	private static String family(String name) {
		int second = name.indexOf('.', name.indexOf('.') + 1);
		return (second > 0) ? name.substring(0, second + 1) : name;
	}

	/**
	 * Returns the code of the application that some beans are of.
	 * @param beans the beans
	 * @return its code
	 */
	public static HostCode of(BeanFactory beans) {
		return below(AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
	}

	/**
	 * Returns the code below some packages.
	 * @param packages the names of the packages
	 * @return the code
	 */
	public static HostCode below(Collection<String> packages) {
		return new HostCode(packages);
	}

	/**
	 * Returns whether a class is known to be the application's own.
	 * @param type the name of the class
	 * @return whether it is
	 */
	public boolean owns(String type) {
		return startsWith(type, this.packages) || (startsWith(type, this.families) && !startsWith(type, LIBRARIES));
	}

	/**
	 * Returns whether a class is known to be a library's. A class may be neither, such as
	 * one of an application's module that has a package of another beginning.
	 * @param type the name of the class
	 * @return whether it is
	 */
	public boolean isLibrary(String type) {
		return !owns(type) && startsWith(type, LIBRARIES);
	}

	private static boolean startsWith(String name, Collection<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

}
