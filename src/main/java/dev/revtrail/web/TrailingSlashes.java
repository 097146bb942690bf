package dev.revtrail.web;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.web.request.AcceptsTrailingSlash;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the paths of {@linkplain AcceptsTrailingSlash contracts} with a slash at their
 * end, too, and leaves the host's own paths as they are.
 */
final class TrailingSlashes implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof RequestMappingHandlerMapping mapping) {
			Map.copyOf(mapping.getHandlerMethods()).forEach((info, method) -> add(mapping, info, method));
		}
		return bean;
	}

	private static void add(RequestMappingHandlerMapping mapping, RequestMappingInfo info, HandlerMethod method) {
		Set<String> paths = info.getPatternValues()
			.stream()
			.filter((path) -> !path.endsWith("/") && !path.endsWith("/**"))
			.map((path) -> path + "/")
			.collect(Collectors.toSet());
		if (!paths.isEmpty() && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), AcceptsTrailingSlash.class)) {
			RequestMappingInfo.BuilderConfiguration options = mapping.getBuilderConfiguration();
			mapping.registerMapping(info.mutate().paths(paths.toArray(String[]::new)).options(options).build(),
					method.getBean(), method.getMethod());
		}
	}

}
