package dev.revtrail.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's whose files cannot grow while it is full. Names of its files
 * begin with {@code limited:}.
 */
public final class LimitedDisk extends FilePathWrapper {

	private static volatile boolean full;

	/** Makes the file system known to H2. */
	static void register() {
		FilePath.register(new LimitedDisk());
	}

	static void full(boolean full) {
		LimitedDisk.full = full;
	}

	@Override
	public String getScheme() {
		return "limited";
	}

	@Override
	public FileChannel open(String mode) throws IOException {
		return new LimitedFile(getBase().open(mode));
	}

	/** A file that cannot grow while the disk is full. */
	private static final class LimitedFile extends FileBase {

		private final FileChannel file;

		LimitedFile(FileChannel file) {
			this.file = file;
		}

		private void requireRoom(long end) throws IOException {
			if (full && end > this.file.size()) {
				throw new IOException("No space left on device");
			}
		}

		@Override
		public int write(ByteBuffer source) throws IOException {
			requireRoom(this.file.position() + source.remaining());
			return this.file.write(source);
		}

		@Override
		public synchronized int write(ByteBuffer source, long position) throws IOException {
			requireRoom(position + source.remaining());
			return this.file.write(source, position);
		}

		@Override
		public int read(ByteBuffer target) throws IOException {
			return this.file.read(target);
		}

		@Override
		public synchronized int read(ByteBuffer target, long position) throws IOException {
			return this.file.read(target, position);
		}

		@Override
		public long position() throws IOException {
			return this.file.position();
		}

		@Override
		public FileChannel position(long position) throws IOException {
			this.file.position(position);
			return this;
		}

		@Override
		public long size() throws IOException {
			return this.file.size();
		}

		@Override
		public FileChannel truncate(long size) throws IOException {
			this.file.truncate(size);
			return this;
		}

		@Override
		public void force(boolean metaData) throws IOException {
			this.file.force(metaData);
		}

		@Override
		public FileLock tryLock(long position, long size, boolean shared) throws IOException {
			return this.file.tryLock(position, size, shared);
		}

		@Override
		protected void implCloseChannel() throws IOException {
			this.file.close();
		}

	}

}
