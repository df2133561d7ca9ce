package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Sines and cosines of every coordinate at fixed angular frequencies.
 *
 * <p>The features are [v,] sin(ω₁v), cos(ω₁v), sin(ω₂v), …: blocks of d features, one per coordinate. At least six
 * incompatible encodings go by this name; each has a {@link Preset}.
 *
 * @param frequencies angular frequencies ω, in radians per unit of v
 * @param raw whether the coordinates themselves come first
 * @param range the interval of the coordinates v
 */
public record PositionalEncoding(List<Double> frequencies, boolean raw, Range range) implements Encoding {

    public PositionalEncoding {
        frequencies = List.copyOf(frequencies);
    }

    /** The encodings found in the field's papers and code. */
    public enum Preset {
        /** Mildenhall et al. 2020, eq. 4: 2^k π, k = 0 … 9; 40 features in 2-D. */
        NERF_PAPER,
        /** The authors' code of the same: 2^k without π, raw coordinates first; 42 features. */
        NERF_CODE,
        /** SIREN's code at 512 pixels: 2^k π, k = 0 … 6, raw coordinates first; 30 features. */
        SIREN,
        /** The code of the normalised coordinate networks: 2^k π, k = 0 … 9, raw; 42 features. */
        NORM_INR,
        /** FINER's PEMLP: 2^k, k = 0 … 9, without π, raw; 42 features. */
        FINER,
        /** Tancik et al. 2020, code: 2π(2^t - 1), t = 128 steps from 0 to 6, coordinates in [0,1]; 512 features. */
        TANCIK,
        /** The same code's encoding for computed tomography of the phantom: t from 0 to 3. */
        TANCIK_CT;

        /** The preset's encoding. */
        public PositionalEncoding encoding() {
            return switch (this) {
                case NERF_PAPER -> geometric(10, 2, true, false, Range.SYMMETRIC);
                case NERF_CODE, FINER -> geometric(10, 2, false, true, Range.SYMMETRIC);
                case SIREN -> sirenCode(512);
                case NORM_INR -> geometric(10, 2, true, true, Range.SYMMETRIC);
                case TANCIK -> tancik(128, 6);
                case TANCIK_CT -> tancik(128, 3);
            };
        }
    }

    /** Frequencies {@code base^k}, k = 0 … count-1, times π where {@code pi} says so. */
    public static PositionalEncoding geometric(int count, double base, boolean pi, boolean raw, Range range) {
        List<Double> frequencies = IntStream.range(0, count)
                .mapToObj(k -> StrictMath.pow(base, k) * (pi ? Math.PI : 1))
                .toList();
        return new PositionalEncoding(frequencies, raw, range);
    }

    /** SIREN's rule: as many octaves as a signal of {@code side} samples can hold, ⌊log₂(side/4)⌋. */
    public static PositionalEncoding sirenCode(int side) {
        int octaves = Math.max(1, 31 - Integer.numberOfLeadingZeros(Math.max(1, side / 4)));
        return geometric(octaves, 2, true, true, Range.SYMMETRIC);
    }

    /** Tancik's axis-aligned encoding: {@code count} frequencies 2π(2^t - 1), t evenly spaced on [0, octaves]. */
    public static PositionalEncoding tancik(int count, double octaves) {
        DoubleStream frequencies = IntStream.range(0, count)
                .mapToDouble(k -> 2 * Math.PI * (StrictMath.pow(2, octaves * k / Math.max(1, count - 1)) - 1));
        return new PositionalEncoding(frequencies.boxed().toList(), false, Range.UNIT);
    }

    @Override
    public int outputs(int inputs) {
        return inputs * (2 * frequencies.size() + (raw ? 1 : 0));
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable v = Encoding.inRange(x, range); // [N, d]
        List<SDVariable> blocks = new ArrayList<>();
        if (raw) {
            blocks.add(v);
        }
        for (double frequency : frequencies) {
            SDVariable phase = v.mul(frequency);
            blocks.add(graph.sd().math().sin(phase));
            blocks.add(graph.sd().math().cos(phase));
        }
        return graph.sd().concat(1, blocks.toArray(new SDVariable[0]));
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        Jet v = Encoding.inRange(x, range);
        List<Jet> blocks = new ArrayList<>();
        if (raw) {
            blocks.add(v);
        }
        for (double frequency : frequencies) {
            Jet phase = v.times(frequency);
            blocks.add(phase.sin());
            blocks.add(phase.cos());
        }
        return Jet.concat(blocks);
    }
}
