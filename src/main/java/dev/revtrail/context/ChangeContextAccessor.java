package dev.revtrail.context;

import java.util.UUID;

import dev.revtrail.context.ChangeContextAccessor.Carried;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Passes the bound context to other threads by Micrometer's context propagation (Reactor,
 * Spring's {@code ContextPropagatingTaskDecorator}, a {@code ContextSnapshot}). Each
 * application context has a key of its own, so that two contexts in one JVM do not
 * interfere.
 */
class ChangeContextAccessor implements ThreadLocalAccessor<Carried>, InitializingBean, DisposableBean {

	private final String key = ChangeContext.class.getName() + "." + UUID.randomUUID();

	private final ChangeContext context;

	ChangeContextAccessor(ChangeContext context) {
		this.context = context;
	}

	@Override
	public void afterPropertiesSet() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(this);
	}

	@Override
	public void destroy() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(this.key);
	}

	@Override
	public Object key() {
		return this.key;
	}

	@Override
	public @Nullable Carried getValue() {
		Origin bound = this.context.bound();
		return (bound != null) ? new Carried(bound, this.context.current()) : null;
	}

	@Override
	public void setValue(Carried value) {
		this.context.restore(value.resolved());
	}

	@Override
	public void setValue() {
		this.context.restore(null);
	}

	@Override
	public void restore(Carried previousValue) {
		this.context.restore(previousValue.bound());
	}

	@Override
	public void restore() {
		this.context.restore(null);
	}

	/**
	 * What was bound on a thread.
	 *
	 * @param bound the same, for that thread to get back
	 * @param resolved the same with the actor that was known there, for other threads
	 */
	record Carried(Origin bound, Origin resolved) {

	}

}
