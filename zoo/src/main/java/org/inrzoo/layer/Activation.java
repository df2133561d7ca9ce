package org.inrzoo.layer;

/** A function applied to every feature of every point by itself. */
public interface Activation extends Layer {

    @Override
    default int outputs(int inputs) {
        return inputs;
    }
}
