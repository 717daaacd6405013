# Synthesizes, places and routes the accelerator by itself, without pins. From any folder:
#   vivado -mode batch -source synthesize.tcl [-tclargs PART MHZ]
# Written by SkipTrim, whose makers have not tried it: they have no Vivado.
set part [expr {$argc > 0 ? [lindex $argv 0] : "@part@"}]
set mhz  [expr {$argc > 1 ? [lindex $argv 1] : 100.0}]
set here [file normalize [file dirname [info script]]]

# $readmemh looks for the weights where Vivado runs.
cd [file join $here rtl]
read_verilog -sv [glob *.sv]
synth_design -mode out_of_context -top skiptrim_axis -part $part
create_clock -name aclk -period [expr {1000.0 / $mhz}] [get_ports aclk]
opt_design
place_design
route_design
report_utilization -file [file join $here utilization.rpt]
report_timing_summary -file [file join $here timing.rpt]
write_checkpoint -force [file join $here skiptrim.dcp]
