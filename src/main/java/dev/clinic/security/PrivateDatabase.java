package dev.clinic.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Creates the file of an embedded database before the database does, which would let
 * others on the machine read it.
 */
@Component
class PrivateDatabase implements BeanFactoryPostProcessor {

	private static final Pattern FILE = Pattern.compile("jdbc:h2:file:(~/)?([^;]+).*");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		claim(beans.getBean(Environment.class).getProperty("spring.datasource.url", ""));
	}

	static void claim(String url) {
		Matcher file = FILE.matcher(url);
		if (!file.matches()) {
			return;
		}
		Path home = Path.of((file.group(1) != null) ? System.getProperty("user.home") : "");
		Path database = home.resolve(file.group(2) + ".mv.db").toAbsolutePath();
		try {
			PrivateFiles.createDirectories(database);
			PrivateFiles.claimFile(database);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The database " + database
					+ " could not be created. Set SPRING_DATASOURCE_URL " + "to one whose directory can be written.",
					ex);
		}
	}

}
