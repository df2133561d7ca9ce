package org.inrzoo.fit.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightRange;

/** Adam for some ranges of the flat vector, in shares that threads take; its state is m of all ranges, then v. */
final class AdamRanges {

    /** Weights that one task steps. */
    private static final int SHARE = 1 << 14;

    /** A piece of a range, and where its moments begin. */
    private record Share(int first, int count, int firstMoment) {}

    private final List<Share> shares = new ArrayList<>();
    private final OptimizerSettings settings;
    private final double rate;
    private final float[] m;
    private final float[] v;

    /** Adam at a learning rate of {@code rate} in place of the settings'. */
    AdamRanges(List<WeightRange> ranges, OptimizerSettings settings, double rate, SavedState saved) {
        this.settings = settings;
        this.rate = rate;
        int moments = 0;
        for (WeightRange range : ranges) {
            for (int i = 0; i < range.length(); i += SHARE) {
                shares.add(new Share(range.offset() + i, Math.min(SHARE, range.length() - i), moments + i));
            }
            moments += range.length();
        }
        m = saved.take(moments);
        v = saved.take(moments);
    }

    /** The step of number {@code iteration}, from 0, of which {@link #run} does each share. */
    AdamStep step(double factor, int iteration) {
        return AdamStep.of(rate * factor, settings.beta1(), settings.beta2(), settings.epsilon(), iteration);
    }

    /** Its tasks. */
    int tasks() {
        return shares.size();
    }

    /** Does task number {@code task} of a step. */
    void run(int task, AdamStep step, float[] parameters, float[] gradient, WeightArithmetic arithmetic) {
        Share share = shares.get(task);
        arithmetic.adam(step, parameters, gradient, share.first, share.count, m, v, share.firstMoment);
    }

    /** Writes m and v to {@code state} from {@code offset} on. */
    void write(float[] state, int offset) {
        System.arraycopy(m, 0, state, offset, m.length);
        System.arraycopy(v, 0, state, offset + m.length, v.length);
    }

    /** The floats of its state. */
    int stateSize() {
        return m.length + v.length;
    }
}
