package org.inrzoo.engine;

/** The outputs of some of a call's points, and room for the loss' gradient by them. */
public interface OutputBlock {

    /** Points of the block. */
    int count();

    /** Outputs per point. */
    int outputs();

    /** The number, among all points of the call, of the block's point {@code point}, counted from 0. */
    int number(int point);

    /** An output y of a point. */
    float value(int point, int output);

    /** Sets dL/dy of an output of a point; every one has to be set. */
    void setGradient(int point, int output, float gradient);
}
