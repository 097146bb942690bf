package dev.revtrail.envers;

import java.util.Map;

import dev.revtrail.Recording;
import dev.revtrail.envers.capture.Capture;

import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * What capture and Envers keep in memory of transactions that have not ended, and what
 * waits to be written in the background.
 *
 * @param transactions how many transactions capture keeps
 * @param processes how many transactions Envers keeps
 * @param pending how many events and statuses wait
 */
public record OpenWork(int transactions, int processes, long pending) {

	/** Nothing is kept. */
	public static final OpenWork NONE = new OpenWork(0, 0, 0);

	/**
	 * Counts what is kept now.
	 * @param application the application
	 * @return the numbers
	 */
	public static OpenWork of(ApplicationContext application) {
		Capture capture = application.getBean(Capture.class);
		Object processes = ReflectionTestUtils.getField(capture.envers().getAuditProcessManager(), "auditProcesses");
		return new OpenWork(capture.openTransactions(), ((Map<?, ?>) processes).size(),
				application.getBean(Recording.class).pending());
	}

}
