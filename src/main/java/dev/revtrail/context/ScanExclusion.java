package dev.revtrail.context;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Keeps the library's classes out of the component scan of an application whose package
 * is a part of theirs, such as {@code dev}. Their beans come from auto-configuration,
 * which knows what is switched on.
 */
final class ScanExclusion implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String LIBRARY = "dev.revtrail.";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton("revtrailScanExclusion", new Filter());
	}

	/**
	 * Matches what is in the library's packages and comes from the same place as this
	 * class.
	 */
	private static final class Filter extends TypeExcludeFilter {

		private final @Nullable String place;

		private Filter() {
			URL own = ScanExclusion.class.getResource("ScanExclusion.class");
			this.place = (own != null) ? place(own, ScanExclusion.class.getName()) : null;
		}

		@Override
		public boolean match(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
				throws IOException {
			String name = metadataReader.getClassMetadata().getClassName();
			return name.startsWith(LIBRARY) && this.place != null
					&& this.place.equals(place(metadataReader.getResource().getURL(), name));
		}

		private static @Nullable String place(URL url, String className) {
			String path = ClassUtils.convertClassNameToResourcePath(className) + ClassUtils.CLASS_FILE_SUFFIX;
			String text = url.toString();
			return text.endsWith(path) ? text.substring(0, text.length() - path.length()) : null;
		}

		/** Test contexts are cached by their filters. */
		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Filter filter && Objects.equals(this.place, filter.place);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.place);
		}

	}

}
