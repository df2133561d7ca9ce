package org.inrzoo.record;

/** What a run leaves as {@code result.json}: its components are the file's keys. */
public interface RunRecord {

    /** What was reached, in one line. */
    String summary();
}
