package org.inrzoo.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.StreamedPsnr;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.TiledRecord;

/** What a fit in tiles leaves: the tiles blended into one picture, and how good it is. */
final class TiledOutputs {

    private final TiledSpec spec;
    private final StreamedImage pixels;
    private final List<TileCut.PictureTile> tiles;
    private final RunFolder folder;

    TiledOutputs(TiledSpec spec, StreamedImage pixels, List<TileCut.PictureTile> tiles, RunFolder folder) {
        this.spec = spec;
        this.pixels = pixels;
        this.tiles = tiles;
        this.folder = folder;
    }

    /**
     * Writes record and pictures.
     *
     * @param seconds wall time of the fits
     * @param fits the tiles' records
     * @param notes receives what a person should know
     */
    TiledRecord write(double seconds, IntFunction<FitRecord> fits, List<String> notes) {
        long start = System.nanoTime();
        LargeImage image = pixels.image();
        LargeImage blended = blended();
        StreamedPsnr psnr = new StreamedPsnr(image.channels());
        int bits = image.bits();
        LargeImage picture = LargeImage.create(image.width(), image.height(), image.channels(), bits);
        float[] drawn = new float[image.channels()];
        float[] wanted = new float[image.channels()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                blended.read(x, y, drawn, 0);
                image.read(x, y, wanted, 0);
                psnr.add(drawn, 0, wanted);
                for (int c = 0; c < drawn.length; c++) {
                    drawn[c] = Math.max(0, Math.min(1, drawn[c]));
                }
                picture.write(x, y, drawn, 0);
            }
        }
        Pictures.writePng(folder.reconstruction(), picture.rendered(bits));
        TiledRecord result = record(seconds + (System.nanoTime() - start) * 1e-9, psnr, bits, fits);
        AtomicFiles.write(folder.result(), Json.text(result).getBytes(StandardCharsets.UTF_8));
        Pictures.writePng(
                folder.comparison(),
                StreamedOutputs.comparison(
                        image,
                        picture,
                        String.format(
                                Locale.ROOT,
                                "%s in %dx%d tiles, %.2f dB",
                                result.model(),
                                result.rows(),
                                result.columns(),
                                result.psnr())));
        FitNotes.onQuality(psnr.standard(), psnr.flat()).ifPresent(notes::add);
        return result;
    }

    /** The tiles' networks, each by its share, in the tiles' order; not clamped. */
    private LargeImage blended() {
        LargeImage image = pixels.image();
        LargeImage sum = LargeImage.create(image.width(), image.height(), image.channels(), Float.SIZE);
        float[] pixel = new float[image.channels()];
        for (TileCut.PictureTile tile : tiles) {
            FittedImage fitted = Zoo.load(new RunFolder(folder.path().resolve(tile.name())).weights());
            new ImageRenderer(fitted).draw(tile.width(), tile.height(), done -> {}, (x, y, drawn, at) -> {
                float share = spec.cut().share(tile, tile.x() + x, tile.y() + y);
                sum.read(tile.x() + x, tile.y() + y, pixel, 0);
                for (int c = 0; c < pixel.length; c++) {
                    pixel[c] += share * drawn[at + c];
                }
                sum.write(tile.x() + x, tile.y() + y, pixel, 0);
            });
        }
        return sum;
    }

    private TiledRecord record(double seconds, StreamedPsnr psnr, int bits, IntFunction<FitRecord> fits) {
        List<TiledRecord.FittedTile> scored = new ArrayList<>();
        int parameters = 0;
        for (int i = 0; i < tiles.size(); i++) {
            TileCut.PictureTile tile = tiles.get(i);
            FitRecord fit = fits.apply(i);
            parameters += fit.parameters();
            scored.add(new TiledRecord.FittedTile(
                    tile.name(),
                    tile.x(),
                    tile.y(),
                    tile.width(),
                    tile.height(),
                    fit.psnr(),
                    fit.seconds(),
                    fit.secondsPerStep(),
                    fit.weightsSha256()));
        }
        String digests =
                scored.stream().map(TiledRecord.FittedTile::weightsSha256).collect(Collectors.joining());
        Variant variant = spec.fit().variant();
        FitSpec.Pixels sizes = pixels.pixels();
        return new TiledRecord(
                variant.name(),
                parameters,
                variant.recipe().steps(),
                variant.recipe().seed(),
                spec.fit().computation().threads(),
                spec.jobs(),
                psnr.standard(),
                psnr.unclamped(),
                seconds,
                pixels.name(),
                sizes.width(),
                sizes.height(),
                bits,
                sizes.channels(),
                spec.cut().rows(),
                spec.cut().columns(),
                spec.cut().overlap(),
                sizes.sha256(),
                Hashes.sha256(digests.getBytes(StandardCharsets.US_ASCII)),
                variant.settings(),
                scored,
                Machine.versions(),
                Machine.machine());
    }
}
