package dev.revtrail.envers.purge;

import java.util.List;

import dev.revtrail.retention.PurgeStore;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the segments that purges have archived.
 */
@LibraryTable
@Entity(name = "RevtrailPurgeSegment")
@Immutable
@Table(name = "revtrail_purge_segment",
		indexes = @Index(name = "ix_revtrail_purge_segment_run", columnList = "run, number"))
public class PurgeSegmentRow {

	private static final JsonMapper JSON = JsonMapper.shared();

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Column(name = "id")
	@Nullable Long id;

	@Column(name = "run", nullable = false)
	long run;

	@Column(name = "number", nullable = false)
	int number;

	@Column(name = "file", nullable = false)
	String file;

	@Column(name = "entries", nullable = false)
	int entries;

	@Column(name = "bytes", nullable = false)
	long bytes;

	@Column(name = "sha256", length = 64, nullable = false)
	String sha256;

	@Column(name = "counts", length = Length.LONG32, nullable = false)
	String counts;

	static PurgeSegmentRow of(long run, PurgeStore.Segment segment) {
		PurgeSegmentRow row = new PurgeSegmentRow();
		row.run = run;
		row.number = segment.number();
		row.file = segment.file();
		row.entries = segment.entries();
		row.bytes = segment.bytes();
		row.sha256 = segment.sha256();
		row.counts = JSON.writeValueAsString(segment.counts());
		return row;
	}

	PurgeStore.Segment toSegment() {
		return new PurgeStore.Segment(this.number, this.file, this.entries, this.bytes, this.sha256,
				JSON.readValue(this.counts, new TypeReference<List<PurgeStore.Count>>() {
				}));
	}

}
