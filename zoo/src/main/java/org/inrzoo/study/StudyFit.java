package org.inrzoo.study;

import java.util.Optional;
import org.inrzoo.fit.History;
import org.inrzoo.record.FitRecord;

/**
 * One fit of a study.
 *
 * @param entry what was fitted
 * @param seed of its weights and batches
 * @param folder where its files are, within the study's folder
 * @param result its record; none when it diverged
 * @param history how it went; empty when it diverged
 */
public record StudyFit(Entry entry, long seed, String folder, Optional<FitRecord> result, History history) {}
