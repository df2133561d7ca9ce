package org.inrzoo.signal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.shape.Implicit;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.datasets.shape.MeshPicture;
import org.inrzoo.datasets.shape.Solids;
import org.inrzoo.datasets.shape.WindingNumber;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Measure;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;

/** Solids: z, y and x in the mesh's unit to whether a point is inside, or how far from the surface it is. */
public final class ShapeKind implements SignalKind {

    /** The name of the quantity that is negative inside. */
    public static final String SIGNED_DISTANCE = "signed distance";

    /** Room on each side of a mesh, as a part of its longest side. */
    private static final double MARGIN = 0.1;

    private static final int SURFACE_CELLS = 160;
    private static final int SHOWN_CELLS = 160;
    private static final int PICTURE_SIDE = 640;
    private static final double FIT = 0.5;

    /** How a solid is read. */
    public record ShapeReading(
            @Option(
                    value = "cells along each axis that its finest detail is thought to need; sizes grids and experts",
                    min = 8,
                    max = 2048)
            int resolution) {}

    @Override
    public String name() {
        return "shape";
    }

    @Override
    public String summary() {
        return "a solid: a PLY, STL or OBJ mesh";
    }

    @Override
    public List<String> examples() {
        return Solids.names();
    }

    @Override
    public ShapeReading reading() {
        return new ShapeReading(128);
    }

    @Override
    public Signal read(String source, Record reading) {
        int cells = ((ShapeReading) reading).resolution;
        if (Solids.names().contains(source)) {
            return exact(source, cells);
        }
        Path file = Path.of(source);
        MeshFiles.Loaded loaded = MeshFiles.read(file);
        return of(Origin.file(name(), file, loaded.notes()), loaded.mesh(), cells);
    }

    private Solid exact(String name, int cells) {
        Implicit solid = Solids.named(name);
        return new Solid(
                Origin.builtIn(name(), name),
                CubeAxes.of(new double[3], 1, cells),
                Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)),
                points -> inside(solid, points),
                () -> Isosurface.of(solid, 1, SURFACE_CELLS));
    }

    private static boolean[] inside(Implicit solid, float[] points) {
        boolean[] inside = new boolean[points.length / 3];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = solid.at(points[3 * i], points[3 * i + 1], points[3 * i + 2]) < 0;
        }
        return inside;
    }

    /** The solid that a mesh encloses; where the mesh has holes, what it goes round more than half. */
    public static Solid of(Origin origin, Mesh mesh, int cells) {
        float[] box = mesh.box();
        double[] middle = new double[3];
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            middle[axis] = ((double) box[axis] + box[3 + axis]) / 2;
            longest = Math.max(longest, (double) box[3 + axis] - box[axis]);
        }
        WindingNumber winding = new WindingNumber(mesh);
        return new Solid(
                origin,
                CubeAxes.of(middle, longest * (FIT + MARGIN), cells),
                Hashes.sha256(new int[] {mesh.vertexCount(), mesh.triangleCount()}, mesh.vertices()),
                points -> inside(winding, points),
                () -> mesh);
    }

    private static boolean[] inside(WindingNumber winding, float[] points) {
        float[] turns = winding.at(points);
        boolean[] inside = new boolean[turns.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = turns[i] > FIT;
        }
        return inside;
    }

    @Override
    public String objective() {
        return "occupancy";
    }

    @Override
    public Measure measure() {
        return Measure.IOU;
    }

    @Override
    public List<String> endings() {
        return List.of(".ply", ".png", ".stl", ".obj");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        if (ending.equals(".png")) {
            Pictures.writePng(
                    file,
                    MeshPicture.of(mesh(field, SHOWN_CELLS, progress), size == 0 ? PICTURE_SIDE : size)
                            .toBufferedImage());
        } else {
            MeshFiles.write(file, mesh(field, size == 0 ? SHOWN_CELLS : size, progress));
        }
    }

    /**
     * The surface of the solid that a field represents, watertight.
     *
     * @param cells along each axis
     * @throws OptionException when nothing is inside
     */
    public static Mesh mesh(Field field, int cells, DoubleConsumer progress) {
        Shown shown = Shown.of(field, cells, progress);
        float[] values = shown.values();
        if (isSignedDistance(field)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }
        List<Axis> axes = shown.domain().axes();
        double[] first = {axes.get(2).start(), axes.get(1).start(), axes.get(0).start()};
        double[] step = {axes.get(2).step(), axes.get(1).step(), axes.get(0).step()};
        try {
            return Isosurface.of(values, new int[] {shown.size(0), shown.size(1), shown.size(2)}, 0, first, step);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    static boolean isSignedDistance(Field field) {
        return field.quantity().name().equals(SIGNED_DISTANCE);
    }
}
