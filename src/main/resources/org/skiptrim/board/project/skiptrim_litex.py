"""The accelerator as a LiteX module: bytes of images into `sink`, classes and logits out of `source`.

    self.submodules.skiptrim = SkipTrim(platform)
    self.comb += [dma_reader.source.connect(self.skiptrim.sink), self.skiptrim.source.connect(dma_writer.sink)]

Written by SkipTrim, whose makers have not tried it with LiteX.
"""

import os

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import ClockSignal, Instance, ResetSignal, Signal

RTL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rtl")


class SkipTrim(LiteXModule):
    def __init__(self, platform):
        self.sink = sink = stream.Endpoint([("data", 8)])
        self.source = source = stream.Endpoint([("data", 8)])
        self.frame_error = Signal()
        self.specials += Instance(
            "skiptrim_axis",
            i_aclk=ClockSignal(),
            i_aresetn=~ResetSignal(),
            i_s_axis_tdata=sink.data,
            i_s_axis_tvalid=sink.valid,
            o_s_axis_tready=sink.ready,
            i_s_axis_tlast=sink.last,
            o_m_axis_tdata=source.data,
            o_m_axis_tvalid=source.valid,
            i_m_axis_tready=source.ready,
            o_m_axis_tlast=source.last,
            o_frame_error=self.frame_error,
        )
        # $readmemh looks for the weights where synthesis runs: build in a folder that has rtl's files, or link them there.
        for name in sorted(os.listdir(RTL)):
            if name.endswith(".sv"):
                platform.add_source(os.path.join(RTL, name))
