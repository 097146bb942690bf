package example.pharmacy;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Advice that measures calls and passes them on.
 */
public class Timing implements MethodInterceptor {

	private long nanos;

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		long start = System.nanoTime();
		Object result = invocation.proceed();
		this.nanos += System.nanoTime() - start;
		return result;
	}

	public long nanos() {
		return this.nanos;
	}

}
