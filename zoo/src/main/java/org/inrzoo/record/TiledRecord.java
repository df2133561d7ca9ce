package org.inrzoo.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.io.Decibels;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;

/**
 * The record of a picture that was fitted in tiles, each a network of its own: {@code result.json}. The components are the file's keys.
 *
 * @param model registry name
 * @param parameters trainable parameters of all tiles
 * @param steps steps of every tile
 * @param seed seed of weights and batches
 * @param threads threads that computed, of all tiles at once
 * @param jobs tiles that were fitted at the same time
 * @param psnr standard PSNR of the whole picture, its borders blended, dB
 * @param psnrUnclamped the Multi-Head code's PSNR, likewise
 * @param seconds wall time of all, drawing included
 * @param image data set name or file name
 * @param width pixels per row
 * @param height rows
 * @param bits of a sample of {@code reconstruction.png}
 * @param channels 1 for gray, 3 for RGB
 * @param rows tiles down the picture
 * @param columns tiles across
 * @param overlap pixels that a tile reaches beyond a border
 * @param dataSha256 fingerprint of the fitted pixels
 * @param weightsSha256 of the tiles' {@code weightsSha256}, one after the other
 * @param settings all hyperparameters and recipe keys
 * @param tiles the tiles, row after row
 * @param versions of zoo, Java and ND4J
 * @param machine operating system, processor, cores, memory
 */
public record TiledRecord(
        String model,
        int parameters,
        int steps,
        long seed,
        int threads,
        int jobs,
        @Decibels double psnr,
        @Decibels double psnrUnclamped,
        double seconds,
        String image,
        int width,
        int height,
        int bits,
        int channels,
        int rows,
        int columns,
        int overlap,
        String dataSha256,
        String weightsSha256,
        Map<String, Object> settings,
        List<FittedTile> tiles,
        Map<String, String> versions,
        Map<String, Object> machine)
        implements RunRecord {

    /**
     * A tile.
     *
     * @param name its folder, such as {@code tile-0-3}: row and column, counted from 0
     * @param x its first pixel in each row of the picture
     * @param y its first row
     * @param width pixels per row, what it shares with others among them
     * @param height rows, likewise
     * @param psnr standard PSNR of its own network at all of its pixels, dB
     * @param seconds wall time of its fit
     * @param secondsPerStep mean wall time of a step alone
     * @param weightsSha256 of its {@code weights.safetensors}
     */
    public record FittedTile(
            String name,
            int x,
            int y,
            int width,
            int height,
            @Decibels double psnr,
            double seconds,
            double secondsPerStep,
            String weightsSha256) {}

    @Override
    public String summary() {
        double least = tiles.stream().mapToDouble(FittedTile::psnr).min().orElse(Double.NaN);
        double most = tiles.stream().mapToDouble(FittedTile::psnr).max().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "%s in %dx%d tiles: %.2f dB (tiles %.2f to %.2f), %d steps each, %.1f s",
                model,
                rows,
                columns,
                psnr,
                least,
                most,
                steps,
                seconds);
    }

    /** Of all tiles' steps. */
    @Override
    public double secondsPerStep() {
        return tiles.stream().mapToDouble(FittedTile::secondsPerStep).average().orElse(Double.NaN);
    }

    @Override
    public List<Score> reached() {
        return List.of(Measure.PSNR.of(psnr));
    }

    @Override
    public double best() {
        return psnr;
    }
}
