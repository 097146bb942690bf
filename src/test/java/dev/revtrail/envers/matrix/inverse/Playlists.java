package dev.revtrail.envers.matrix.inverse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with lists and maps of children that hold the reference themselves.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Playlists {

	/** A list of songs, in an order. */
	@Entity
	@Audited
	public static class Playlist {

		@Id
		public long id;

		@OneToMany(mappedBy = "playlist", cascade = CascadeType.ALL)
		@OrderColumn(name = "place")
		public List<Song> songs = new ArrayList<>();

		@OneToMany(mappedBy = "playlist", cascade = CascadeType.ALL)
		@MapKeyColumn(name = "spoken_at")
		public Map<String, Jingle> jingles = new HashMap<>();

		@OneToMany(mappedBy = "playlist", cascade = CascadeType.ALL)
		@OrderColumn(name = "place")
		@AuditMappedBy(mappedBy = "playlist", positionMappedBy = "place")
		public List<Break> breaks = new ArrayList<>();

	}

	/** A playlist of a kind, which inherits its lists. */
	@Entity
	@Audited
	public static class Mixtape extends Playlist {

	}

	/** A song. */
	@Entity
	@Audited
	public static class Song {

		@Id
		public long id;

		public @Nullable String title;

		@ManyToOne
		public @Nullable Playlist playlist;

	}

	/** A jingle. */
	@Entity
	@Audited
	public static class Jingle {

		@Id
		public long id;

		public @Nullable String title;

		@ManyToOne
		public @Nullable Playlist playlist;

	}

	/** A break, which knows its place. */
	@Entity
	@Audited
	public static class Break {

		@Id
		public long id;

		public @Nullable String title;

		@ManyToOne
		public @Nullable Playlist playlist;

		@Column(name = "place", insertable = false, updatable = false)
		public @Nullable Integer place;

	}

	/** A list of tracks, which it writes the columns of itself. */
	@Entity
	@Audited
	public static class Album {

		@Id
		public long id;

		@OneToMany
		@JoinColumn(name = "album_id")
		@OrderColumn(name = "place")
		@AuditMappedBy(mappedBy = "album", positionMappedBy = "place")
		public List<Track> tracks = new ArrayList<>();

	}

	/** A track, which reads on which album it is, and where. */
	@Entity
	@Audited
	public static class Track {

		@Id
		public long id;

		public @Nullable String title;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "album_id", insertable = false, updatable = false)
		public @Nullable Album album;

		@Column(name = "place", insertable = false, updatable = false)
		public @Nullable Integer place;

	}

}
