package org.inrzoo.metric;

/**
 * What a score says: its name and unit. Every measure of the zoo is the better the larger it is.
 *
 * @param name as in tables and records, such as {@code psnr}
 * @param unit such as {@code dB}; empty where the number stands alone
 */
public record Measure(String name, String unit) {

    /** Peak signal-to-noise ratio, see {@link Psnr#standard}. */
    public static final Measure PSNR = new Measure("psnr", "dB");

    /** Standard PSNR between the pixels that a network was fitted to, see {@link BetweenReference}. */
    public static final Measure PSNR_BETWEEN = new Measure("psnr-between", "dB");

    /** Signal-to-noise ratio: the signal's mean square over that of the error. */
    public static final Measure SNR = new Measure("snr", "dB");

    /** Structural similarity with the paper's Gaussian windows, see {@link Ssim#gaussian}; at most 1. */
    public static final Measure SSIM = new Measure("ssim", "");

    /** Structural similarity with scikit-image's uniform windows, see {@link Ssim#uniform}; at most 1. */
    public static final Measure SSIM_UNIFORM = new Measure("ssim-7x7", "");

    /** Intersection of two solids over their union, 0 to 1. */
    public static final Measure IOU = new Measure("iou", "");

    /** A number that this measure gives. */
    public Score of(double value) {
        return new Score(this, value);
    }
}
