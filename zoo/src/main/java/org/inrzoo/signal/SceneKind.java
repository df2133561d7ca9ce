package org.inrzoo.signal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.datasets.video.Video;
import org.inrzoo.datasets.video.VideoFiles;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Words;
import org.inrzoo.scene.BuiltInScenes;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.ColmapFolder;
import org.inrzoo.scene.MeshObstacle;
import org.inrzoo.scene.Obstacle;
import org.inrzoo.scene.Orbit;
import org.inrzoo.scene.RayTracer;
import org.inrzoo.scene.TransformsFile;
import org.inrzoo.scene.Vector;
import org.inrzoo.scene.View;

/** Scenes seen by several cameras: z, y and x to colour and density. */
public final class SceneKind implements SignalKind {

    /** What fields are of whose fourth value says the density. */
    public static final String RADIANCE = "radiance";

    /** What fields are of whose fourth value says the distance to a surface, see {@link org.inrzoo.scene.BallDistance}. */
    public static final String DISTANCE = "colour and distance";

    private static final double RADIUS = 3.2;
    private static final double ANGLE = 0.7;
    private static final int RAYS_PER_SIDE = 3;
    private static final int EVERY = 8;
    private static final int SHOWN_SIDE = 128;
    private static final int FRAMES = 24;
    private static final double FRAME_RATE = 12;
    private static final double ELEVATION = 0.45;
    private static final int SURFACE_CELLS = 128;

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
            int resolution,

            @Option(
                    value =
                            "what the surface is scored against: auto, the exact one of a built-in scene, or a mesh file in the scene's coordinates",
                    words = Truth.class,
                    before = "auto")
            String truth) {}

    /** What the surface may be scored against. */
    public static final class Truth implements Words {

        /** What is known of the scene, if anything. */
        static final String AUTO = "auto";

        @Override
        public List<String> words() {
            return List.of(AUTO);
        }

        @Override
        public boolean allow(String text) {
            return !text.isEmpty();
        }

        @Override
        public String beside() {
            return "a mesh: a PLY, STL or OBJ file";
        }
    }

    @Override
    public String name() {
        return "scene";
    }

    @Override
    public String summary() {
        return "pictures by cameras of known pose: a folder as NeRF's synthetic scenes, or COLMAP's text export";
    }

    @Override
    public List<String> examples() {
        return BuiltInScenes.names();
    }

    @Override
    public SceneReading reading() {
        return new SceneReading(0, 40, 0, 128, Truth.AUTO);
    }

    @Override
    public Signal read(String source, Record reading) {
        SceneReading options = (SceneReading) reading;
        if (BuiltInScenes.names().contains(source)) {
            return traced(source, options);
        }
        Path folder = Path.of(source);
        if (!Files.isDirectory(folder)) {
            throw new OptionException("there is no folder '" + source
                    + "' with a transforms_train.json or COLMAP's images.txt, and no scene of that name: "
                    + String.join(", ", BuiltInScenes.names()));
        }
        return of(
                Origin.file(name(), folder, List.of()),
                views(folder, options),
                options,
                options.bound == 0 ? 1.5 : options.bound,
                Optional.empty(),
                isNerf(folder) || ColmapFolder.find(folder).isEmpty()
                        ? UnaryOperator.identity()
                        : ColmapFolder.placing(folder));
    }

    private Signal traced(String source, SceneReading options) {
        int size = options.size == 0 ? 64 : options.size;
        RayTracer tracer = new RayTracer(BuiltInScenes.named(source), RAYS_PER_SIDE);
        List<View> learnt = seen(tracer, Orbit.spiral(options.views, 0, RADIUS, size, ANGLE), "train");
        List<View> held = seen(tracer, Orbit.spiral(EVERY, 0.37, RADIUS, size, ANGLE), "test");
        return of(
                Origin.builtIn(name(), source),
                List.of(learnt, held),
                options,
                options.bound == 0 ? 1 : options.bound,
                Optional.of(tracer.surface()),
                UnaryOperator.identity());
    }

    private static List<View> seen(RayTracer tracer, List<Camera> cameras, String name) {
        List<View> views = new ArrayList<>();
        for (Camera camera : cameras) {
            views.add(new View(name + "/" + views.size(), camera, tracer.picture(camera)));
        }
        return views;
    }

    private static boolean isNerf(Path folder) {
        return Files.exists(folder.resolve("transforms_train.json"));
    }

    /** Views to learn from and held ones; where there is one file, every eighth is held. */
    private static List<List<View>> views(Path folder, SceneReading options) {
        Path train = folder.resolve("transforms_train.json");
        Optional<Path> apart = Stream.of("transforms_test.json", "transforms_val.json")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
        if (isNerf(folder) && apart.isPresent()) {
            return List.of(TransformsFile.read(train, options.size), TransformsFile.read(apart.get(), options.size));
        }
        if (isNerf(folder)) {
            return divided(TransformsFile.read(train, options.size));
        }
        return divided(
                ColmapFolder.find(folder).isPresent()
                        ? ColmapFolder.read(folder, options.size)
                        : TransformsFile.read(folder.resolve("transforms.json"), options.size));
    }

    private static List<List<View>> divided(List<View> all) {
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

    /**
     * A scene.
     *
     * @param known what is known of its surface
     * @param placing where the scene has a place of the coordinates that a mesh of it is in
     */
    private static ViewedScene of(
            Origin origin,
            List<List<View>> views,
            SceneReading options,
            double bound,
            Optional<Obstacle> known,
            UnaryOperator<Vector> placing) {
        StringBuilder all = new StringBuilder();
        views.forEach(part -> part.forEach(
                view -> all.append(view.camera()).append(view.picture().sha256())));
        String sha256 = Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
        Optional<Obstacle> truth = options.truth.equals(Truth.AUTO)
                ? known
                : Optional.of(MeshObstacle.truth(Path.of(options.truth), placing, views.get(1), bound));
        return new ViewedScene(
                origin,
                CubeAxes.of(new double[3], bound, options.resolution),
                sha256,
                views.get(0),
                views.get(1),
                truth);
    }

    @Override
    public String objective() {
        return "radiance";
    }

    /** The depth before the picture, whose ending it has, too; a turntable takes too long for the end of every fit. */
    @Override
    public List<String> endings() {
        return List.of(".depth.png", ".png", ".gif", ".ply", ".obj", ".stl");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        SceneRenderer renderer = new SceneRenderer(field);
        int side = size == 0 ? SHOWN_SIDE : size;
        switch (ending) {
            case ".png" -> write(file, fromAside(renderer, side, progress).picture());
            case ".depth.png" -> {
                double[] depth = fromAside(renderer, side, progress).depth();
                double[] known =
                        Arrays.stream(depth).filter(Double::isFinite).sorted().toArray();
                if (known.length == 0) {
                    throw new OptionException("nothing of this scene is dense enough to have a depth");
                }
                write(file, DepthPicture.of(depth, side, side, known[0], known[known.length - 1]));
            }
            case ".gif" ->
                VideoFiles.write(
                        file, Video.of(seen(renderer, cameras(FRAMES, renderer.bound(), side), progress), FRAME_RATE));
            default -> MeshFiles.write(file, mesh(field, size == 0 ? SURFACE_CELLS : size, progress));
        }
    }

    /**
     * The surface of the scene that a field represents: where the distance is 0, or the density high.
     *
     * @param cells along each axis of the cube around the scene
     * @throws OptionException when there is none
     */
    public static Mesh mesh(Field field, int cells, DoubleConsumer progress) {
        return new SceneRenderer(field).mesh(cells, progress);
    }

    /** All cameras' pictures, one behind the other in an animation, or in one picture row by row. */
    @Override
    public void showSeen(Field field, Path cameras, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        if (!ending.equals(".png") && !ending.equals(".gif")) {
            throw new OptionException("what cameras see is a .png or a .gif, not a " + ending);
        }
        List<Camera> all = TransformsFile.cameras(cameras, size == 0 ? SHOWN_SIDE : size);
        List<Image> pictures = seen(new SceneRenderer(field), all, progress);
        if (ending.equals(".gif")) {
            VideoFiles.write(file, Video.of(pictures, FRAME_RATE));
        } else {
            write(file, SceneComparison.inRows(pictures));
        }
    }

    private static List<Image> seen(SceneRenderer renderer, List<Camera> cameras, DoubleConsumer progress) {
        List<Image> pictures = new ArrayList<>();
        for (Camera camera : cameras) {
            pictures.add(renderer.seen(camera, done -> {}).picture());
            progress.accept((double) pictures.size() / cameras.size());
        }
        return pictures;
    }

    @Override
    public Optional<Image> beside(Signal signal, Field field) {
        return signal instanceof ViewedScene scene
                ? Optional.of(SceneComparison.of(scene, new SceneRenderer(field)))
                : Optional.empty();
    }

    private static void write(Path file, Image picture) {
        Pictures.writePng(file, picture.toBufferedImage());
    }

    private static SceneRenderer.Seen fromAside(SceneRenderer renderer, int side, DoubleConsumer progress) {
        return renderer.seen(cameras(1, renderer.bound(), side).get(0), progress);
    }

    private static List<Camera> cameras(int count, double bound, int side) {
        return Orbit.turntable(count, ELEVATION, RADIUS * bound, side, ANGLE);
    }
}
