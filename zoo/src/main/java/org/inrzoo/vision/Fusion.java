package org.inrzoo.vision;

/** How the stages' scores z_i become one, Interflow, Cai 2021: Σ_i a_i z_i. */
public enum Fusion {
    /** The last stage's alone: a plain network. */
    NONE,
    /** Weights a_i are trained, all 1/n at first. */
    SOFT,
    /** The soft-max of trained numbers, all 0 at first. */
    SOFTMAX,
    /** All weights are 1/n and stay so. */
    HARD
}
