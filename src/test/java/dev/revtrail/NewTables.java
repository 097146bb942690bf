package dev.revtrail;

import java.util.Locale;

import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.DefaultSchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * What Hibernate drops before it creates the tables of a new database: those that the
 * library's scripts have made, and no others. MySQL has no {@code if exists} for foreign
 * keys, so that each drop of one that is not there would fail, with a stack trace.
 */
public final class NewTables implements SchemaFilterProvider {

	private static final SchemaFilter LIBRARY = new SchemaFilter() {

		@Override
		public boolean includeNamespace(Namespace namespace) {
			return true;
		}

		@Override
		public boolean includeTable(Table table) {
			return isLibrarys(table.getName());
		}

		@Override
		public boolean includeSequence(Sequence sequence) {
			return isLibrarys(sequence.getName().getSequenceName().getText());
		}

		private boolean isLibrarys(String name) {
			return name.toLowerCase(Locale.ROOT).startsWith("revtrail_");
		}

	};

	@Override
	public SchemaFilter getDropFilter() {
		return LIBRARY;
	}

	@Override
	public SchemaFilter getCreateFilter() {
		return DefaultSchemaFilter.INSTANCE;
	}

	@Override
	public SchemaFilter getMigrateFilter() {
		return DefaultSchemaFilter.INSTANCE;
	}

	@Override
	public SchemaFilter getValidateFilter() {
		return DefaultSchemaFilter.INSTANCE;
	}

	@Override
	public SchemaFilter getTruncatorFilter() {
		return DefaultSchemaFilter.INSTANCE;
	}

}
