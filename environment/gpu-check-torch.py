"""PyTorch's time for the networks that gpu-check measures, as its users write them: a step of Adam and the outputs at all points.

python3 gpu-check-torch.py DIR [--quick]: writes DIR/torch.csv and adds a table to DIR/README.md.
"""

import csv
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

OUT = sys.argv[1]
QUICK = "--quick" in sys.argv[2:]
CUDA = torch.cuda.is_available()
DEVICE = "cuda" if CUDA else "cpu"
SIDE = 16 if QUICK else 512
BATCH = 64 if QUICK else 16384
LEVELS = 9
WIDTH = 64
EXPERTS = 4


class LevelsOfExperts(nn.Module):
    """Nine sine layers of 2x2 experts each, the finest first: the points of an expert are put together and multiplied at once."""

    def __init__(self):
        super().__init__()
        sizes = [2] + [WIDTH] * LEVELS
        self.weights = nn.ParameterList(
            nn.Parameter(torch.randn(EXPERTS, a, b) / a**0.5) for a, b in zip(sizes, sizes[1:])
        )
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(WIDTH)) for _ in range(LEVELS))
        self.last = nn.Linear(WIDTH, 1)

    def forward(self, x, orders):
        for weight, bias, (order, inverse) in zip(self.weights, self.biases, orders):
            groups = x[order].view(EXPERTS, -1, x.shape[1])
            x = torch.sin(torch.bmm(groups, weight).view(len(order), WIDTH)[inverse] + bias)
        return self.last(x)


class Siren(nn.Module):
    """A plain SIREN."""

    def __init__(self, width, layers):
        super().__init__()
        sizes = [2] + [width] * layers
        self.hidden = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.last = nn.Linear(width, 1)

    def forward(self, x, orders):
        for layer in self.hidden:
            x = torch.sin(30 * layer(x))
        return self.last(x)


def expert_orders(count):
    """For each level an order that puts the points of an expert together, as many to each, and its inverse."""
    generator = torch.Generator().manual_seed(0)
    orders = []
    for _ in range(LEVELS):
        order = torch.randperm(count, generator=generator)
        inverse = torch.empty_like(order)
        inverse[order] = torch.arange(count)
        orders.append((order.to(DEVICE), inverse.to(DEVICE)))
    return orders


def wait():
    if CUDA:
        torch.cuda.synchronize()


def median(work, seconds):
    """The median time of some calls, in seconds; many calls are waited for at once."""
    for _ in range(3):
        work()
    wait()
    start = time.perf_counter()
    work()
    wait()
    calls = max(1, int(seconds / 10 / max(1e-6, time.perf_counter() - start)))
    times = []
    for _ in range(9):
        start = time.perf_counter()
        for _ in range(calls):
            work()
        wait()
        times.append((time.perf_counter() - start) / calls)
    return sorted(times)[len(times) // 2]


def captured(step):
    """The step as a CUDA graph."""
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def measure(make, count, precision, mode):
    """Seconds of a step, and of the outputs."""
    torch.backends.cuda.matmul.allow_tf32 = precision == "TF32"
    torch.manual_seed(0)
    model = make().to(DEVICE)
    points = torch.rand(count, 2, device=DEVICE) * 2 - 1
    targets = torch.rand(count, 1, device=DEVICE)
    orders = expert_orders(count)
    network = torch.compile(model) if mode == "compile" else model
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, fused=CUDA, capturable=mode == "graph")

    def outputs():
        with torch.autocast(DEVICE, torch.bfloat16, enabled=precision == "bf16"):
            return network(points, orders).float()

    def step():
        optimizer.zero_grad(set_to_none=mode != "graph")
        F.mse_loss(outputs(), targets).backward()
        optimizer.step()

    def image():
        with torch.no_grad():
            outputs()

    seconds = 0.02 if QUICK else 1.0
    work = captured(step) if mode == "graph" else step
    return median(work, seconds), median(image, seconds)


def main():
    networks = {
        "loe-sine-fine2coarse": LevelsOfExperts,
        "plain sine layers, 64 x 9": lambda: Siren(WIDTH, LEVELS),
        "siren, 256 x 4": lambda: Siren(256, 4),
    }
    modes = ["eager", "graph", "compile"] if CUDA else ["eager"]
    precisions = ["fp32", "TF32", "bf16"] if CUDA else ["fp32"]
    columns = ["network", "points of a step", "precision", "mode", "step", "outputs at all points of a step"]
    rows = []
    for mode in modes:
        for name, make in networks.items():
            for count in (SIDE * SIDE, BATCH):
                for precision in precisions:
                    row = [name, str(count), precision, mode]
                    try:
                        row += [f"{1e6 * seconds:.1f}" for seconds in measure(make, count, precision, mode)]
                    except Exception as failure:  # the other rows are worth having
                        row += [type(failure).__name__, ""]
                    rows.append(row)
                    print(*row, flush=True)
                    with open(os.path.join(OUT, "torch.csv"), "w", encoding="utf-8", newline="") as file:
                        csv.writer(file, lineterminator="\n").writerows([columns] + rows)
    where = torch.cuda.get_device_name(0) if CUDA else "the processor"
    with open(os.path.join(OUT, "README.md"), "a", encoding="utf-8") as page:
        page.write(f"\nPyTorch {torch.__version__} on {where}, medians, in microseconds:\n\n")
        for line in [columns, ["---"] * len(columns)] + rows:
            page.write("| " + " | ".join(line) + " |\n")


if __name__ == "__main__":
    main()
