package org.inrzoo.compress;

/**
 * How good a picture is at how many bytes.
 *
 * @param coder what made the file: a model's name, or jpeg
 * @param settings how, such as {@code width=20}; of JPEG its quality
 * @param bits of a weight; 0 of JPEG
 * @param bytes of the whole file
 * @param bpp bits a pixel
 * @param psnr standard PSNR of the decoded picture, dB
 */
public record RatePoint(String coder, String settings, int bits, int bytes, double bpp, double psnr) {

    /** The same of a coder by another name. */
    public RatePoint of(String name) {
        return new RatePoint(name, settings, bits, bytes, bpp, psnr);
    }
}
