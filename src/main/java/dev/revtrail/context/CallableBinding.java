package dev.revtrail.context;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Binds a request on the thread that computes its response if a handler returned a
 * {@link Callable}. Spring MVC calls both methods on that thread, the second one also
 * when the work throws.
 */
class CallableBinding implements CallableProcessingInterceptor {

	private final ChangeContext context;

	private final Origin origin;

	private @Nullable Origin outer;

	CallableBinding(ChangeContext context, Origin origin) {
		this.context = context;
		this.origin = origin;
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		this.outer = this.context.bind(this.origin);
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
		this.context.restore(this.outer);
	}

}
