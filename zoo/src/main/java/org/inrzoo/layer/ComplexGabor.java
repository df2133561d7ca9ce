package org.inrzoo.layer;

import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The complex Gabor wavelet exp(jω₀z - |σ₀z|²), Saragadam et al. 2023 (WIRE), eq. 5.
 *
 * <p>Of z = a + jb it is e^(-ω₀b - σ₀²(a² + b²)) · (cos ω₀a + j sin ω₀a); features are pairs of real and imaginary
 * part.
 *
 * @param width complex numbers that enter and leave: half as many as features
 * @param omega0 frequency ω₀, in radians per unit of z
 * @param sigma0 sharpness σ₀
 */
public record ComplexGabor(int width, double omega0, double sigma0) implements Activation {

    @Override
    public SDVariable define(LayerGraph graph, SDVariable z) {
        SameDiff sd = graph.sd();
        SDVariable pairs = sd.reshape(z, -1, width, 2); // [N, width, 2]
        SDVariable[] parts = sd.split(pairs, 2, 2); // a and b, [N, width, 1]
        SDVariable exponent = sd.math()
                .square(pairs.mul(sigma0))
                .sum(true, 2)
                .add(parts[1].mul(omega0))
                .neg();
        SDVariable quarter = sd.constant(Nd4j.createFromArray(Math.PI / 2, 0).castTo(z.dataType()));
        SDVariable wave = sd.math().sin(parts[0].mul(omega0).add(quarter)); // [N, width, 2]
        return sd.reshape(wave.mul(sd.math().exp(exponent)), -1, 2L * width);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet z) {
        List<Jet> parts = z.interleaved(2);
        Jet a = parts.get(0);
        Jet b = parts.get(1);
        Jet bell = a.times(sigma0)
                .square()
                .plus(b.times(sigma0).square())
                .plus(b.times(omega0))
                .times(-1)
                .exp();
        Jet phase = a.times(omega0);
        return bell.times(phase.cos()).alternating(bell.times(phase.sin()));
    }
}
