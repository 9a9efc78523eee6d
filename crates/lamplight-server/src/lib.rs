//! lamplight-server
