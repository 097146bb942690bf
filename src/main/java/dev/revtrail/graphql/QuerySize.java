package dev.revtrail.graphql;

/**
 * The size of a selection. Numbers that are too large to count stay at the maximum.
 *
 * @param fields how many fields it selects
 * @param listed how many of them there are for each event of a page
 * @param reads how often it reads the log
 * @param aliases how many fields have an alias
 * @param depth how deep they are nested
 * @param nesting the same with the fragments between them
 */
record QuerySize(long fields, long listed, long reads, long aliases, int depth, int nesting) {

	static final QuerySize NONE = new QuerySize(0, 0, 0, 0, 0, 0);

	/** All fields count once for each event of a page. */
	QuerySize eachOfAPage() {
		return new QuerySize(0, sum(this.fields, this.listed), this.reads, this.aliases, this.depth, this.nesting);
	}

	/** A page of events that the log is read for. */
	QuerySize page(int events) {
		return new QuerySize(sum(this.fields, product(this.listed, events)), 0, sum(this.reads, 1), this.aliases,
				this.depth, this.nesting);
	}

	QuerySize and(QuerySize other) {
		return new QuerySize(sum(this.fields, other.fields), sum(this.listed, other.listed),
				sum(this.reads, other.reads), sum(this.aliases, other.aliases), Math.max(this.depth, other.depth),
				Math.max(this.nesting, other.nesting));
	}

	QuerySize or(QuerySize other) {
		return new QuerySize(Math.max(this.fields, other.fields), Math.max(this.listed, other.listed),
				Math.max(this.reads, other.reads), Math.max(this.aliases, other.aliases),
				Math.max(this.depth, other.depth), Math.max(this.nesting, other.nesting));
	}

	QuerySize under(boolean alias) {
		return new QuerySize(sum(this.fields, 1), this.listed, this.reads, sum(this.aliases, alias ? 1 : 0),
				this.depth + 1, this.nesting + 1);
	}

	QuerySize nested() {
		return new QuerySize(this.fields, this.listed, this.reads, this.aliases, this.depth, this.nesting + 1);
	}

	private static long product(long one, int other) {
		return (one > Long.MAX_VALUE / other) ? Long.MAX_VALUE : one * other;
	}

	private static long sum(long one, long other) {
		return (one > Long.MAX_VALUE - other) ? Long.MAX_VALUE : one + other;
	}

}
