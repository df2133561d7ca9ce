package org.inrzoo.layer;

/** A function applied to every feature of every point by itself. */
public interface Activation extends Layer {

    /** Why a function whose slope jumps has no Laplacian, in the words of {@link Layer#withoutDerivative}. */
    String KINK =
            "its slope jumps, so that its Laplacian is zero almost everywhere and infinite in the kinks: take a smooth"
                    + " network, such as siren or gauss";

    @Override
    default int outputs(int inputs) {
        return inputs;
    }
}
