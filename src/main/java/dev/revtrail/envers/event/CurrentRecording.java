package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.Optional;

import dev.revtrail.Recording;
import dev.revtrail.envers.capture.RecordingState;

/**
 * How recording goes, in transactions and in the background.
 */
final class CurrentRecording implements Recording {

	private final RecordingState state;

	private final WriteBehind background;

	private final RecordingCheck check;

	CurrentRecording(RecordingState state, WriteBehind background, RecordingCheck check) {
		this.state = state;
		this.background = background;
		this.check = check;
	}

	@Override
	public Optional<Failure> failure() {
		return this.state.failure();
	}

	@Override
	public void check() {
		try {
			this.check.run();
		}
		catch (RuntimeException ex) {
			this.state.failed(ex);
			throw ex;
		}
		this.state.recorded(0);
	}

	@Override
	public long entries() {
		return this.state.entries();
	}

	@Override
	public long failures() {
		return this.state.failures();
	}

	@Override
	public long transactions() {
		return this.state.transactions();
	}

	@Override
	public Duration time() {
		return this.state.time();
	}

	@Override
	public long pending() {
		return this.background.pending();
	}

	@Override
	public long lost() {
		return this.background.lost();
	}

}
