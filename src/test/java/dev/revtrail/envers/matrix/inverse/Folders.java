package dev.revtrail.envers.matrix.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Basic;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * Parents of which the children hold the reference themselves, in no order.
 */
public final class Folders {

	private Folders() {
	}

	/** A folder of sheets. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Folder {

		static int loads;

		@Id
		public long id;

		public @Nullable String name;

		@Basic(fetch = FetchType.LAZY)
		public @Nullable String note;

		@ManyToOne
		public @Nullable Cabinet cabinet;

		@OneToMany(mappedBy = "folder")
		public List<Sheet> sheets = new ArrayList<>();

		/** Called by Hibernate. */
		@PostLoad
		public void loaded() {
			loads++;
		}

	}

	/** A folder with rings. */
	@Entity
	@Audited
	public static class Binder extends Folder {

		public int rings;

	}

	/** A sheet. */
	@Entity
	@Audited
	public static class Sheet {

		@Id
		public long id;

		public @Nullable String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Folder folder;

	}

	/** The id of a cabinet. */
	@Embeddable
	public static final class CabinetId {

		public long room;

		public int number;

		protected CabinetId() {
		}

		CabinetId(long room, int number) {
			this.room = room;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof CabinetId id && id.room == this.room && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.room, this.number);
		}

	}

	/** A cabinet, whose drawers are numbered. */
	@Entity
	@Audited
	public static class Cabinet {

		@EmbeddedId
		public CabinetId id = new CabinetId();

		public @Nullable String name;

		@OneToMany(mappedBy = "cabinet")
		public List<Drawer> drawers = new ArrayList<>();

	}

	/** The id of a drawer. */
	public static final class DrawerId {

		public long shelf;

		public int place;

		protected DrawerId() {
		}

		DrawerId(long shelf, int place) {
			this.shelf = shelf;
			this.place = place;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof DrawerId id && id.shelf == this.shelf && id.place == this.place;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.shelf, this.place);
		}

	}

	/** A drawer of a cabinet. */
	@Entity
	@Audited
	@IdClass(DrawerId.class)
	public static class Drawer {

		@Id
		public long shelf;

		@Id
		public int place;

		public @Nullable String name;

		@ManyToOne
		public @Nullable Cabinet cabinet;

		@OneToMany(mappedBy = "drawer")
		public List<Label> labels = new ArrayList<>();

	}

	/** A label on a drawer. */
	@Entity
	@Audited
	public static class Label {

		@Id
		public long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Drawer drawer;

	}

}
