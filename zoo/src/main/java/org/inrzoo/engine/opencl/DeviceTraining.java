package org.inrzoo.engine.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.arithmetic.WeightRange;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.device.WorkSize;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/**
 * Training in a device's memory. What some steps need is brought in one piece, their kernels follow one another, and at the end the sums of
 * squares come back. A step whose loss or gradient is not finite leaves its number, and from it on no weight is moved.
 */
final class DeviceTraining implements ResidentTraining {

    private static final String SOURCE = """
            // Leaves the number of the first step that has a value which is not finite.
            kernel void look(int count, global const float *values, int from, int step, global int *failed) {
                int i = get_global_id(0);
                if (i < count && !isfinite(values[from + i])) atomic_min(failed, step);
            }

            // Weights that follow one another from a place of the flat vector on, whose moments begin at another.
            kernel void adam(int count, int from, int at, global const float *gradient, global float *theta, global float *m,
                    global float *v, float alpha, float beta1, float beta2, float epsilon, int step, global const int *failed) {
                int i = get_global_id(0);
                if (i >= count || failed[0] <= step) return;
                float g = gradient[from + i];
                i += at;
                m[i] = m[i] * beta1 + g * (1 - beta1);
                v[i] = v[i] * beta2 + g * g * (1 - beta2);
                theta[from - at + i] -= m[i] * alpha / (sqrt(v[i]) + epsilon);
            }
            """;

    private static final int MOST_STEPS = 64;

    /** Numbers that are brought for some steps, at most, unless one step alone needs more. */
    private static final long MOST_NUMBERS = 1L << 24;

    /** The part of a device's memory that one step's points and targets may take. */
    private static final int PART = 8;

    private final Architecture architecture;
    private final Device device;
    private final int side;
    private final IntUnaryOperator passOf;
    private final int trainable;
    private final float[] theta;
    private final List<WeightMatrix> matrices;
    private final List<WeightRange> rest; // what Adam moves
    private final float[] momentum;
    private final float[] m;
    private final float[] v;
    private DevicePlan plan; // null before the first step: then the four arrays hold the state
    private DeviceMuon muon; // null where no matrices are to be stepped
    private DeviceMemory momenta;
    private DeviceMemory firstMoments;
    private DeviceMemory secondMoments;
    private DeviceMemory failed;
    private DeviceMemory numbers;
    private DeviceMemory parts;
    private List<Question> kept = List.of();
    private List<Under> under = List.of();

    /**
     * Points and targets whose numbers are on the device.
     *
     * @param points where the network is asked
     * @param targets the wanted outputs
     * @param place of the coordinates, behind which the targets lie
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Question(Points points, float[] targets, int place) {

        boolean is(ResidentStep step) {
            return points == step.points() && targets == step.loss().targets();
        }
    }

    /** A step under way: where the sums of its squares lie, and what they are to be multiplied with. */
    private record Under(int place, int count, double factor) {}

    /**
     * Training from a state, or from zeros where it is empty.
     *
     * @param passOf says how many of some points make a pass
     */
    DeviceTraining(
            Architecture architecture,
            Device device,
            int side,
            IntUnaryOperator passOf,
            List<WeightMatrix> matrices,
            float[] parameters,
            float[] state) {
        this.architecture = architecture;
        this.device = device;
        this.side = side;
        this.passOf = passOf;
        trainable = architecture.parameters().trainable();
        this.matrices = matrices;
        rest = WeightRange.outside(matrices, trainable);
        int orthogonal = matrices.stream().mapToInt(WeightMatrix::length).sum();
        int others = trainable - orthogonal;
        int length = orthogonal + 2 * others;
        if (state.length != 0 && state.length != length) {
            throw new IllegalArgumentException("the state has " + length + " numbers here, not " + state.length);
        }
        theta = Arrays.copyOf(parameters, architecture.parameters().size());
        float[] all = Arrays.copyOf(state, length);
        momentum = Arrays.copyOf(all, orthogonal);
        m = Arrays.copyOfRange(all, orthogonal, orthogonal + others);
        v = Arrays.copyOfRange(all, orthogonal + others, length);
    }

    private long numbersOf(int points) {
        return (long) points * (architecture.dimensions() + architecture.outputs());
    }

    private long partsOf(int points) {
        int pass = passOf.applyAsInt(points);
        return (points + pass - 1L) / pass * DevicePlan.residualSums(architecture, pass);
    }

    @Override
    public int most(int points) {
        long one = numbersOf(points) + partsOf(points);
        long room = Math.min(Integer.MAX_VALUE, device.largestAllocation() / Float.BYTES / 2);
        return one > Math.min(room, device.memory() / Float.BYTES / PART)
                ? 0
                : (int) Math.max(1, Math.min(MOST_STEPS, Math.min(room, MOST_NUMBERS) / one));
    }

    @Override
    public void begin(List<ResidentStep> steps) {
        int pass = 1;
        long sums = 0;
        for (ResidentStep step : steps) {
            pass = Math.max(pass, passOf.applyAsInt(step.points().size()));
            sums += partsOf(step.points().size());
        }
        makeRoom(pass);
        parts = enough(parts, sums);
        DeviceQueue queue = plan.queue();
        bring(steps);
        queue.write(failed, new int[] {Integer.MAX_VALUE});
        List<Under> begun = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < steps.size(); i++) {
            ResidentStep step = steps.get(i);
            Under next = step(i, question(step), step, place);
            begun.add(next);
            place += next.count;
        }
        queue.flush();
        under = begun;
    }

    private void makeRoom(int pass) {
        if (plan != null && pass <= plan.capacity()) {
            return;
        }
        if (plan != null) {
            fetch();
            close();
        }
        plan = new DevicePlan(architecture, device, side, pass);
        DeviceQueue queue = plan.queue();
        momenta = queue.allocate(momentum.length);
        firstMoments = queue.allocate(m.length);
        secondMoments = queue.allocate(v.length);
        failed = queue.allocate(1);
        plan.prepare(theta);
        queue.write(momenta, momentum, momentum.length);
        queue.write(firstMoments, m, m.length);
        queue.write(secondMoments, v, v.length);
        muon = matrices.isEmpty() ? null : new DeviceMuon(queue, matrices, momenta);
    }

    private DeviceMemory enough(DeviceMemory memory, long words) {
        if (memory != null && memory.length() >= words) {
            return memory;
        }
        if (memory != null) {
            plan.queue().release(memory);
        }
        return plan.queue().allocate(words);
    }

    private Question question(ResidentStep step) {
        return kept.stream().filter(question -> question.is(step)).findFirst().orElseThrow();
    }

    /** Brings the points and targets of all steps that are not there; those of a step that takes the same as the one before, once. */
    private void bring(List<ResidentStep> steps) {
        if (steps.stream().allMatch(step -> kept.stream().anyMatch(question -> question.is(step)))) {
            return;
        }
        List<Question> wanted = new ArrayList<>();
        int place = 0;
        for (ResidentStep step : steps) {
            if (wanted.isEmpty() || !wanted.get(wanted.size() - 1).is(step)) {
                wanted.add(new Question(step.points(), step.loss().targets(), place));
                place += (int) numbersOf(step.points().size());
            }
        }
        float[] all = new float[place];
        for (Question question : wanted) {
            Points points = question.points;
            float[] coordinates = new float[points.size() * points.dimensions()];
            points.read(0, points.size(), coordinates);
            System.arraycopy(coordinates, 0, all, question.place, coordinates.length);
            System.arraycopy(
                    question.targets,
                    0,
                    all,
                    question.place + coordinates.length,
                    points.size() * architecture.outputs());
        }
        numbers = enough(numbers, place);
        plan.queue().write(numbers, all, place);
        kept = wanted;
    }

    private Under step(int number, Question question, ResidentStep step, int place) {
        int size = question.points.size();
        int outputs = architecture.outputs();
        int targets = question.place + size * architecture.dimensions();
        double values = (double) size * outputs;
        float scale = (float) (2 / values);
        int most = passOf.applyAsInt(size);
        int count = 0;
        for (int at = 0; at < size; at += most) {
            DevicePass pass = plan.pass(
                    question.points.sizes(),
                    numbers,
                    question.place + at * architecture.dimensions(),
                    Math.min(most, size - at));
            plan.forward(pass);
            count += plan.residuals(pass, numbers, targets + at * outputs, scale, parts, place + count);
            plan.backward(pass, at > 0);
        }
        run("look", count, count, parts, place, number, failed);
        run("look", trainable, trainable, plan.gradient(), 0, number, failed);
        if (muon != null) {
            muon.step(step.muon(), plan.parameters(), plan.gradient(), number, failed);
        }
        int moments = 0;
        for (WeightRange range : rest) {
            adam(range, moments, step.adam(), number);
            moments += range.length();
        }
        return new Under(place, count, 1.0 / scale / scale / values);
    }

    private void adam(WeightRange range, int moments, AdamStep adam, int number) {
        run(
                "adam",
                range.length(),
                range.length(),
                range.offset(),
                moments,
                plan.gradient(),
                plan.parameters(),
                firstMoments,
                secondMoments,
                adam.alpha(),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon(),
                number,
                failed);
    }

    private void run(String name, int items, Object... arguments) {
        DeviceQueue queue = plan.queue();
        DeviceKernel kernel = queue.kernel(SOURCE, name);
        queue.run(kernel, WorkSize.of(items, 1, side * side), List.of(arguments));
    }

    @Override
    public double[] finish() {
        Under last = under.get(under.size() - 1);
        float[] sums = new float[last.place + last.count];
        int[] stopped = new int[1];
        plan.queue().read(parts, sums, 0, sums.length);
        plan.queue().read(failed, stopped);
        double[] losses = new double[Math.min(stopped[0], under.size())];
        for (int i = 0; i < losses.length; i++) {
            Under step = under.get(i);
            double sum = 0;
            for (int k = step.place; k < step.place + step.count; k++) {
                sum += sums[k];
            }
            losses[i] = sum * step.factor;
        }
        under = List.of();
        return losses;
    }

    private void read(DeviceMemory memory, float[] target) {
        if (target.length > 0) {
            plan.queue().read(memory, target, 0, target.length);
        }
    }

    /** Reads the parameters and the state. */
    private void fetch() {
        read(plan.parameters(), theta);
        read(momenta, momentum);
        read(firstMoments, m);
        read(secondMoments, v);
    }

    @Override
    public float[] parameters() {
        if (plan != null) {
            read(plan.parameters(), theta);
        }
        return theta.clone();
    }

    @Override
    public float[] state() {
        if (plan != null) {
            fetch();
        }
        float[] state = Arrays.copyOf(momentum, momentum.length + m.length + v.length);
        System.arraycopy(m, 0, state, momentum.length, m.length);
        System.arraycopy(v, 0, state, momentum.length + m.length, v.length);
        return state;
    }

    @Override
    public void close() {
        if (plan != null) {
            plan.close();
            plan = null;
            muon = null;
            numbers = null;
            parts = null;
            kept = List.of();
        }
    }
}
