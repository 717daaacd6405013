// Around the accelerator for tools whose block designs take plain Verilog alone.
module skiptrim_accelerator (
    input        aclk,
    input        aresetn,
    input  [7:0] s_axis_tdata,
    input        s_axis_tvalid,
    output       s_axis_tready,
    input        s_axis_tlast,
    output [7:0] m_axis_tdata,
    output       m_axis_tvalid,
    input        m_axis_tready,
    output       m_axis_tlast,
    output       frame_error
);
  skiptrim_axis axis (
      .aclk(aclk),
      .aresetn(aresetn),
      .s_axis_tdata(s_axis_tdata),
      .s_axis_tvalid(s_axis_tvalid),
      .s_axis_tready(s_axis_tready),
      .s_axis_tlast(s_axis_tlast),
      .m_axis_tdata(m_axis_tdata),
      .m_axis_tvalid(m_axis_tvalid),
      .m_axis_tready(m_axis_tready),
      .m_axis_tlast(m_axis_tlast),
      .frame_error(frame_error)
  );
endmodule
