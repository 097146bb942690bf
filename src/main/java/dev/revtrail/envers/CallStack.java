package dev.revtrail.envers;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a statement, as the current thread's stack tells. It is looked at for
 * statements that change tracked tables, and for no others.
 *
 * @param sender who sends it
 * @param place the host's own code that asks for it, {@code class.method(File:line)};
 * null when there is none on the stack
 */
record CallStack(Sender sender, @Nullable String place) {

	/**
	 * Who sends a statement.
	 */
	enum Sender {

		/** Hibernate, for what a session flushes: Envers sees it. */
		FLUSH,

		/** Hibernate, for a query in its own language or a criteria query. */
		QUERY,

		/** Hibernate, for a native query. */
		NATIVE_QUERY,

		/** Somebody with a connection in his hands. */
		JDBC,

		/** A tool that brings the schema up to date, or a script of Spring's. */
		MIGRATION

	}

	private static final List<String> MIGRATIONS = List.of("org.flywaydb.", "liquibase.",
			"org.springframework.jdbc.datasource.init.");

	/** Between a statement and those who decide about it. */
	private static final List<String> PASSED = List.of("org.hibernate.engine.jdbc.", "org.hibernate.resource.",
			"org.hibernate.id.", "org.hibernate.generator.");

	private static final List<String> FOREIGN = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"org.springframework.", "org.hibernate.", "dev.revtrail.", "com.zaxxer.hikari.", "org.apache.tomcat.jdbc.",
			"org.apache.commons.dbcp2.", "com.mchange.", "io.agroal.", "oracle.", "net.ttddyy.", "com.p6spy.",
			"com.querydsl.", "org.jooq.", "org.apache.ibatis.", "org.mybatis.", "kotlin.", "org.flywaydb.",
			"liquibase.");

	private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+");

	static CallStack current() {
		return StackWalker.getInstance().walk((frames) -> of(frames.iterator()));
	}

	private static CallStack of(Iterator<StackFrame> frames) {
		Sender sender = null;
		while (frames.hasNext()) {
			StackFrame frame = frames.next();
			String type = frame.getClassName();
			if (sender == null) {
				sender = sender(type);
				if (sender == Sender.FLUSH) {
					return new CallStack(sender, null);
				}
			}
			if (sender == Sender.QUERY && type.startsWith("org.hibernate.query.sql.")) {
				sender = Sender.NATIVE_QUERY;
			}
			if (startsWith(type, MIGRATIONS)) {
				return new CallStack(Sender.MIGRATION, null);
			}
			if (!startsWith(type, FOREIGN) && !type.contains("$Proxy") && !type.contains("$$")) {
				return new CallStack((sender != null) ? sender : Sender.JDBC, place(frame));
			}
		}
		return new CallStack((sender != null) ? sender : Sender.JDBC, null);
	}

	/** The sender, as far as a class decides about it. */
	private static @Nullable Sender sender(String type) {
		if (type.startsWith("org.hibernate.query.") || type.startsWith("org.hibernate.sql.exec.")) {
			return Sender.QUERY;
		}
		if (type.startsWith("org.hibernate.") && !startsWith(type, PASSED)) {
			return Sender.FLUSH;
		}
		return (type.startsWith("org.springframework.") || type.startsWith("org.jooq.")) ? Sender.JDBC : null;
	}

	private static boolean startsWith(String type, List<String> prefixes) {
		return prefixes.stream().anyMatch(type::startsWith);
	}

	private static String place(StackFrame frame) {
		Matcher lambda = LAMBDA.matcher(frame.getMethodName());
		String method = lambda.matches() ? lambda.group(1) : frame.getMethodName();
		String file = (frame.getFileName() != null) ? frame.getFileName() : "Unknown Source";
		return frame.getClassName() + "." + method + "(" + file + ":" + frame.getLineNumber() + ")";
	}

}
