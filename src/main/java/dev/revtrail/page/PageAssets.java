package dev.revtrail.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The static files of the page. They are served under a version that changes with them,
 * so that browsers may cache them without a time limit.
 */
final class PageAssets {

	static final String LOCATION = "classpath:/dev/revtrail/page/assets/";

	private static final String FOLDER = "dev/revtrail/page/";

	private static final int VERSION_LENGTH = 16;

	private final String version;

	private PageAssets(String version) {
		this.version = version;
	}

	static PageAssets load() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver(PageAssets.class.getClassLoader())
				.getResources(LOCATION + "**/*.*");
			Arrays.sort(files, Comparator.comparing((file) -> String.valueOf(file.getFilename())));
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Resource file : files) {
				digest.update(file.getContentAsByteArray());
			}
			return new PageAssets(HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform knows SHA-256.", ex);
		}
	}

	/** Identifies this version of the files. */
	String version() {
		return this.version;
	}

	/** A file that is filled in before it is served. */
	static String template(String name) {
		try {
			return new ClassPathResource(FOLDER + name, PageAssets.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
