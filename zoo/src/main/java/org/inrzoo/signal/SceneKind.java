package org.inrzoo.signal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.datasets.video.Video;
import org.inrzoo.datasets.video.VideoFiles;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.PointSet;
import org.inrzoo.scene.BuiltInScenes;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.EmissionAbsorption;
import org.inrzoo.scene.Orbit;
import org.inrzoo.scene.RayTracer;
import org.inrzoo.scene.SceneRays;
import org.inrzoo.scene.TransformsFile;
import org.inrzoo.scene.View;

/** Scenes seen by several cameras: z, y and x to colour and density. */
public final class SceneKind implements SignalKind {

    private static final double RADIUS = 3.2;
    private static final double ANGLE = 0.7;
    private static final int RAYS_PER_SIDE = 3;
    private static final int EVERY = 8;
    private static final int SHOWN_SIDE = 128;
    private static final int SHOWN_SAMPLES = 128;
    private static final int FRAMES = 24;
    private static final double FRAME_RATE = 12;
    private static final double ELEVATION = 0.45;
    private static final int SURFACE_CELLS = 128;
    private static final double SURFACE_DENSITY = 20;

    /** How a scene is read. */
    public record SceneReading(
            @Option(
                    value =
                            "pixels per side of a built-in scene's pictures; longer side that a file's are resized to, 0 keeps them",
                    min = 0,
                    max = 4096)
            int size,

            @Option(value = "views to learn from of a built-in scene", min = 1, max = 10_000)
            int views,

            @Option(
                    value =
                            "half the side of the cube around 0 that holds the scene; 0: 1 of a built-in one, 1.5 of a file",
                    min = 0,
                    max = 1e6)
            double bound,

            @Option(
                    value = "cells along each axis that its finest detail is thought to need; sizes grids and experts",
                    min = 8,
                    max = 2048)
            int resolution) {}

    @Override
    public String name() {
        return "scene";
    }

    @Override
    public String summary() {
        return "pictures by cameras of known pose: a folder with transforms_train.json, as NeRF's synthetic scenes";
    }

    @Override
    public List<String> examples() {
        return BuiltInScenes.names();
    }

    @Override
    public SceneReading reading() {
        return new SceneReading(0, 40, 0, 128);
    }

    @Override
    public Signal read(String source, Record reading) {
        SceneReading options = (SceneReading) reading;
        if (BuiltInScenes.names().contains(source)) {
            return traced(source, options);
        }
        Path folder = Path.of(source);
        if (!Files.isDirectory(folder)) {
            throw new OptionException(
                    "there is no folder '" + source + "' with a transforms_train.json, and no scene of that name: "
                            + String.join(", ", BuiltInScenes.names()));
        }
        return of(
                Origin.file(name(), folder, List.of()),
                views(folder, options),
                options,
                options.bound == 0 ? 1.5 : options.bound);
    }

    private Signal traced(String source, SceneReading options) {
        int size = options.size == 0 ? 64 : options.size;
        RayTracer tracer = new RayTracer(BuiltInScenes.named(source), RAYS_PER_SIDE);
        List<View> learnt = seen(tracer, Orbit.spiral(options.views, 0, RADIUS, size, ANGLE), "train");
        List<View> held = seen(tracer, Orbit.spiral(EVERY, 0.37, RADIUS, size, ANGLE), "test");
        return of(
                Origin.builtIn(name(), source), List.of(learnt, held), options, options.bound == 0 ? 1 : options.bound);
    }

    private static List<View> seen(RayTracer tracer, List<Camera> cameras, String name) {
        List<View> views = new ArrayList<>();
        for (Camera camera : cameras) {
            views.add(new View(name + "/" + views.size(), camera, tracer.picture(camera)));
        }
        return views;
    }

    /** Views to learn from and held ones; where there is one file, every eighth is held. */
    private static List<List<View>> views(Path folder, SceneReading options) {
        Path train = folder.resolve("transforms_train.json");
        Path test = folder.resolve("transforms_test.json");
        if (Files.exists(train)) {
            return List.of(TransformsFile.read(train, options.size), TransformsFile.read(test, options.size));
        }
        List<View> all = TransformsFile.read(folder.resolve("transforms.json"), options.size);
        List<View> learnt = new ArrayList<>();
        List<View> held = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % EVERY == EVERY - 1 ? held : learnt).add(all.get(i));
        }
        if (held.isEmpty()) {
            throw new OptionException("a scene has at least " + EVERY
                    + " views, so that one can be held back, and this has " + all.size());
        }
        return List.of(learnt, held);
    }

    private static ViewedScene of(Origin origin, List<List<View>> views, SceneReading options, double bound) {
        double step = 2 * bound / options.resolution;
        List<Axis> axes = List.of(
                new Axis("z", "", -bound + step / 2, step, options.resolution),
                new Axis("y", "", -bound + step / 2, step, options.resolution),
                new Axis("x", "", -bound + step / 2, step, options.resolution));
        StringBuilder all = new StringBuilder();
        views.forEach(part -> part.forEach(
                view -> all.append(view.camera()).append(view.picture().sha256())));
        String sha256 = Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
        return new ViewedScene(origin, axes, sha256, views.get(0), views.get(1));
    }

    @Override
    public String objective() {
        return "radiance";
    }

    @Override
    public List<String> endings() {
        return List.of(".gif", ".png", ".ply", ".obj", ".stl");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        double bound =
                field.domain().axes().get(0).step() * field.domain().sizes().get(0) / 2;
        int side = size == 0 ? SHOWN_SIDE : size;
        switch (ending) {
            case ".png" ->
                Pictures.writePng(
                        file,
                        picture(field, bound, cameras(1, bound, side).get(0), progress)
                                .toBufferedImage());
            case ".gif" -> {
                List<Image> frames = new ArrayList<>();
                for (Camera camera : cameras(FRAMES, bound, side)) {
                    frames.add(picture(field, bound, camera, done -> {}));
                    progress.accept((double) frames.size() / FRAMES);
                }
                VideoFiles.write(file, Video.of(frames, FRAME_RATE));
            }
            default -> MeshFiles.write(file, mesh(field, bound, size == 0 ? SURFACE_CELLS : size, progress));
        }
    }

    private static List<Camera> cameras(int count, double bound, int side) {
        return Orbit.turntable(count, ELEVATION, RADIUS * bound, side, ANGLE);
    }

    /** What a camera sees of a field. */
    public static Image picture(Field field, double bound, Camera camera, DoubleConsumer progress) {
        SceneRays rays = SceneRays.of(List.of(camera), bound);
        float[] points = new float[3 * SHOWN_SAMPLES * rays.count()];
        for (int i = 0; i < rays.count(); i++) {
            for (int k = 0; k < SHOWN_SAMPLES; k++) {
                rays.point(i, (k + 0.5) / SHOWN_SAMPLES, points, 3 * (i * SHOWN_SAMPLES + k));
            }
        }
        float[] outputs = field.outputs(new PointSet(points, 3), progress);
        float[] values = new float[3 * camera.width() * camera.height()];
        Arrays.fill(values, 1);
        EmissionAbsorption medium = new EmissionAbsorption(SHOWN_SAMPLES, 1);
        double[] colour = new double[3];
        for (int i = 0; i < rays.count(); i++) {
            int from = i * SHOWN_SAMPLES;
            medium.see(
                    (sample, output) -> outputs[(from + sample) * EmissionAbsorption.OUTPUTS + output],
                    rays.length(i) / SHOWN_SAMPLES,
                    colour);
            for (int c = 0; c < 3; c++) {
                values[3 * rays.pixel(i) + c] = (float) colour[c];
            }
        }
        return new Image(camera.width(), camera.height(), 3, values);
    }

    /** Where the density passes a threshold. */
    private static Mesh mesh(Field field, double bound, int cells, DoubleConsumer progress) {
        float[] outputs = field.samples(List.of(cells, cells, cells), progress);
        float[] density = new float[outputs.length / EmissionAbsorption.OUTPUTS];
        for (int i = 0; i < density.length; i++) {
            density[i] = (float) EmissionAbsorption.density(outputs[EmissionAbsorption.OUTPUTS * i + 3]);
        }
        double step = 2 * bound / cells;
        double first = -bound + step / 2;
        try {
            return Isosurface.of(
                    density,
                    new int[] {cells, cells, cells},
                    SURFACE_DENSITY,
                    new double[] {first, first, first},
                    new double[] {step, step, step});
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }
}
