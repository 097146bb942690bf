package dev.revtrail.envers.bulk.detect;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.revtrail.context.HostCode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sender of a statement from the current thread's stack. The stack is read only
 * for statements that change tracked tables.
 *
 * @param sender who sends it
 * @param place the host's own code that asks for it, {@code class.method(File:line)},
 * after the method of the host's interface that it calls, if a proxy stands for that;
 * null when there is neither on the stack
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

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private static final List<String> MIGRATIONS = List.of("org.flywaydb.", "liquibase.",
			"org.springframework.jdbc.datasource.init.");

	/** Between a statement and those who decide about it. */
	private static final List<String> PASSED = List.of("org.hibernate.engine.jdbc.", "org.hibernate.resource.",
			"org.hibernate.id.", "org.hibernate.generator.");

	/**
	 * Parts of the names of classes that are generated at run time to call methods of
	 * another class.
	 */
	private static final List<String> GENERATED = List.of("$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClass",
			"$HibernateProxy$", "$ByteBuddy$", "$$Lambda");

	/** What advice and filters call to pass a call on. */
	private static final List<String> PASSING = List.of("proceed", "doFilter");

	/** As Java and Kotlin name the bodies of lambdas. */
	private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+|(.+?)\\$lambda\\$.*");

	static CallStack current(HostCode host) {
		return WALKER.walk((frames) -> new Reader(host).read(frames.iterator()));
	}

	/**
	 * Reads a stack from the statement on.
	 */
	private static final class Reader {

		private final HostCode host;

		private @Nullable Sender sender;

		private @Nullable String called;

		/** The nearest code that is neither known as the host's nor as a library's. */
		private @Nullable String nearest;

		private boolean passing;

		Reader(HostCode host) {
			this.host = host;
		}

		CallStack read(Iterator<StackFrame> frames) {
			while (frames.hasNext()) {
				StackFrame frame = frames.next();
				String type = frame.getClassName();
				boolean library = isLibrary(type);
				if (library) {
					decide(type);
					if (this.sender == Sender.FLUSH || this.sender == Sender.MIGRATION) {
						return new CallStack(this.sender, null);
					}
				}
				if (Proxy.isProxyClass(frame.getDeclaringClass())) {
					called(frame);
				}
				else if (!library && !this.passing && !isGenerated(type)) {
					if (this.host.owns(type)) {
						return found(text(frame));
					}
					this.nearest = (this.nearest != null) ? this.nearest : text(frame);
				}
				this.passing = library && PASSING.contains(frame.getMethodName());
			}
			return found(this.nearest);
		}

		private boolean isLibrary(String type) {
			return type.startsWith("dev.revtrail.") || this.host.isLibrary(type);
		}

		/** The sender, as far as a class decides about it. */
		private void decide(String type) {
			if (type.startsWith("org.hibernate.query.sql.") && this.sender == Sender.QUERY) {
				this.sender = Sender.NATIVE_QUERY;
			}
			if (startsWith(type, MIGRATIONS) && this.nearest == null) {
				this.sender = Sender.MIGRATION;
			}
			if (this.sender != null || this.nearest != null) {
				return;
			}
			if (type.startsWith("org.hibernate.query.") || type.startsWith("org.hibernate.sql.exec.")) {
				this.sender = Sender.QUERY;
			}
			else if (type.startsWith("org.hibernate.") && !startsWith(type, PASSED)) {
				this.sender = Sender.FLUSH;
			}
			else if (type.startsWith("org.springframework.") || type.startsWith("org.jooq.")) {
				this.sender = Sender.JDBC;
			}
		}

		/** A repository has no code of its own: its interface says what it does. */
		private void called(StackFrame frame) {
			for (Class<?> type : frame.getDeclaringClass().getInterfaces()) {
				if (this.called == null && this.nearest == null && !isLibrary(type.getName())) {
					this.called = type.getName() + "." + frame.getMethodName();
				}
			}
		}

		private CallStack found(@Nullable String place) {
			String all = (this.called == null) ? place
					: (place == null) ? this.called : this.called + ", called at " + place;
			return new CallStack((this.sender != null) ? this.sender : Sender.JDBC, all);
		}

		private static boolean isGenerated(String type) {
			return GENERATED.stream().anyMatch(type::contains);
		}

		private static boolean startsWith(String type, List<String> prefixes) {
			return prefixes.stream().anyMatch(type::startsWith);
		}

		private static String text(StackFrame frame) {
			Matcher lambda = LAMBDA.matcher(frame.getMethodName());
			String method = frame.getMethodName();
			if (lambda.matches()) {
				method = (lambda.group(1) != null) ? lambda.group(1) : lambda.group(2);
			}
			String file = (frame.getFileName() != null) ? frame.getFileName() : "Unknown Source";
			return frame.getClassName() + "." + method + "(" + file + ":" + frame.getLineNumber() + ")";
		}

	}

}
